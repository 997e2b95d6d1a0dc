using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>One step of what a run asks: a prompt of its own.</summary>
/// <param name="Number">Its place among the steps, from 1.</param>
/// <param name="Name">Its name; the prompt's name where it is the only step.</param>
/// <param name="Prompt">What is asked.</param>
internal sealed record RunStep(int Number, string Name, Prompt Prompt);
