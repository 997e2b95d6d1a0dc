using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>when</c>: the items that a grader applies to. A name wants a value there (<c>expected.rule</c>, an input field),
/// <c>tag:billing</c> wants the tag, and <c>!</c> turns it round.
/// </summary>
internal sealed record WhenRule(string Text)
{
    private const string Tag = "tag:";

    /// <summary>True where an item's own list of graders and the rule both let the grader judge it.</summary>
    public static bool Applies(GraderDefinition grader, string? when, EvalItem item) =>
        (item.GraderIds.Count == 0 || item.GraderIds.Contains(grader.Id, StringComparer.Ordinal))
        && (when is null || new WhenRule(when).Holds(item));

    private bool Holds(EvalItem item)
    {
        var wanted = Text.StartsWith('!') ? Text[1..] : Text;
        var holds = wanted.StartsWith(Tag, StringComparison.Ordinal)
            ? item.Tags.Contains(wanted[Tag.Length..], StringComparer.Ordinal)
            : ValueSource.Find(item, wanted) is not null;
        return holds != Text.StartsWith('!');
    }
}
