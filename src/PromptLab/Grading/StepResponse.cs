using Microsoft.Extensions.AI;

namespace PromptLab.Grading;

/// <summary>What one step of a prompt of several steps answered.</summary>
/// <param name="Name">The step's name, such as <c>outline</c>.</param>
/// <param name="Response">Its response.</param>
public sealed record StepResponse(string Name, ChatResponse Response);
