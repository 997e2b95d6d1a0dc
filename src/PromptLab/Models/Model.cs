using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A model that can be asked: its definition and the chat client with all its wrappers. Thread-safe.</summary>
/// <param name="Definition">What <c>promptlab.yaml</c> says of it.</param>
/// <param name="Client">The outermost wrapper; each call gets <see cref="ChatOptions"/> of its own.</param>
internal sealed record Model(ModelDefinition Definition, IChatClient Client);
