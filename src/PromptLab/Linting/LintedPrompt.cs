using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>A prompt with the eval sets on which experiments run it; an empty list if no experiment does.</summary>
internal sealed record LintedPrompt(Prompt Prompt, IReadOnlyList<LintedSet> Sets)
{
    public IReadOnlyList<PromptExample> Examples => [.. Prompt.Sections.SelectMany(section => section.Examples)];

    /// <summary>The text of an example as the model sees it; null if it contains placeholders.</summary>
    public static string? Literal(string text) =>
        PlaceholderText.Parse(text) is var parsed && parsed.Placeholders.Any() ? null : parsed.Fill(name => name);
}
