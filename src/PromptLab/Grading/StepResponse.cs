using Microsoft.Extensions.AI;

namespace PromptLab.Grading;

/// <summary>The response of one step of a prompt with several steps.</summary>
/// <param name="Name">The step's name, such as <c>outline</c>.</param>
/// <param name="Response">The response of this step.</param>
public sealed record StepResponse(string Name, ChatResponse Response);
