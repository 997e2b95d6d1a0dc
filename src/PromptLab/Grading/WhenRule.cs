using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>when</c>: selects the items that a grader applies to. A name requires that value (<c>expected.rule</c>, an input field),
/// <c>tag:billing</c> requires the tag, and a leading <c>!</c> negates.
/// </summary>
internal sealed record WhenRule(string Text)
{
    private const string Tag = "tag:";

    /// <summary>True if the grader applies to an item, by the item's own list of graders and by the rule.</summary>
    public static bool Applies(GraderDefinition grader, string? when, EvalItem item) =>
        (item.GraderIds.Count == 0 || item.GraderIds.Contains(grader.Id, StringComparer.Ordinal))
        && (when is null || new WhenRule(when).Matches(item));

    private bool Matches(EvalItem item)
    {
        var condition = Text.StartsWith('!') ? Text[1..] : Text;
        var matches = condition.StartsWith(Tag, StringComparison.Ordinal)
            ? item.Tags.Contains(condition[Tag.Length..], StringComparer.Ordinal)
            : ValueSource.Find(item, condition) is not null;
        return matches != Text.StartsWith('!');
    }
}
