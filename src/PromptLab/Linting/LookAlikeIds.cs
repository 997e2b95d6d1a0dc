using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Texts;

namespace PromptLab.Linting;

/// <summary>Finds ids of items, clusters, tags and labels that are not the same and look the same, so that people take one for another.</summary>
internal static class LookAlikeIds
{
    public static IEnumerable<RuleMatch> Find(LintMaterial material) => material.Sets.SelectMany(set => Find(set.EvalSet));

    private static IEnumerable<RuleMatch> Find(EvalSet set)
    {
        foreach (var (one, other) in Pairs(set.Items.Select(item => (item.Id, item))))
            yield return new RuleMatch(
                other.Of.File,
                other.Of.Line,
                $"The id {Apart(other.Name, one.Name)} looks like {Apart(one.Name, other.Name)} of line {one.Of.Line}, and is another one. Give the item an id that differs to the eye."
            );
        var clusters = set.Items.Where(item => item.Cluster is not null).Select(item => (item.Cluster!, item));
        foreach (var (one, other) in Pairs(clusters.DistinctBy(pair => pair.Item1, StringComparer.Ordinal)))
            yield return new RuleMatch(
                other.Of.File,
                other.Of.Line,
                $"The cluster {Apart(other.Name, one.Name)} looks like {Apart(one.Name, other.Name)} of line {one.Of.Line}, and counts as independent of it. Write both alike."
            );
        var tags = set.Items.SelectMany(item => item.Tags.Select(tag => (tag, item))).DistinctBy(pair => pair.tag, StringComparer.Ordinal);
        foreach (var (one, other) in Pairs(tags))
            yield return new RuleMatch(
                other.Of.File,
                other.Of.Line,
                $"The tag {Apart(other.Name, one.Name)} looks like {Apart(one.Name, other.Name)} of line {one.Of.Line}, and is counted apart. Write both alike."
            );
        foreach (var grader in set.Graders.Where(grader => grader.Type == "label"))
        {
            foreach (
                var (one, other) in Pairs(grader.Options.Texts("labels").Distinct(StringComparer.Ordinal).Select(label => (label, grader)))
            )
                yield return new RuleMatch(
                    set.File,
                    grader.Options.Line,
                    $"The label {Apart(other.Name, one.Name)} of the grader “{grader.Id}” looks like {Apart(one.Name, other.Name)}. Keep one of them."
                );
        }
    }

    // Each name with the first one before it that looks the same.
    private static IEnumerable<((string Name, T Of) One, (string Name, T Of) Other)> Pairs<T>(IEnumerable<(string Name, T Of)> names)
    {
        var seen = new Dictionary<string, (string Name, T Of)>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (
                !seen.TryAdd(LookAlike.Skeleton(name.Name), name)
                && seen[LookAlike.Skeleton(name.Name)] is var first
                && first.Name != name.Name
            )
                yield return (first, name);
        }
    }

    private static string Apart(string name, string other) => Quote.Apart(name, other).One;
}
