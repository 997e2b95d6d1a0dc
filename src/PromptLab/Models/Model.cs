using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A model ready to be called: its definition and its chat client. Thread-safe.</summary>
/// <param name="Definition">The definition from <c>promptlab.yaml</c>.</param>
/// <param name="Client">The client with all its wrappers; pass a new <see cref="ChatOptions"/> to each call.</param>
internal sealed record Model(ModelDefinition Definition, IChatClient Client);
