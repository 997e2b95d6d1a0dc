using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>Finds what looks like a placeholder, such as {Question}, and is sent to the model as it stands.</summary>
internal static class SentPlaceholders
{
    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from prompt in material.Prompts.Select(linted => linted.Prompt)
        from match in LiteralPlaceholders.Find(prompt)
        select new RuleMatch(prompt.File, match.Line, match.Message);
}
