using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>A prompt text with the eval sets that experiments run its prompt on; none for a prompt that no experiment runs.</summary>
internal sealed record LintedPrompt(Prompt Prompt, IReadOnlyList<LintedSet> Sets)
{
    public IReadOnlyList<PromptExample> Examples => [.. Prompt.Sections.SelectMany(section => section.Examples)];

    /// <summary>The text of an example as the model sees it; null where it takes values of the item.</summary>
    public static string? Literal(string text) =>
        PlaceholderText.Parse(text) is var parsed && parsed.Placeholders.Any() ? null : parsed.Fill(name => name);
}
