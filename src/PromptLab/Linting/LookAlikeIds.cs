using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Texts;

namespace PromptLab.Linting;

/// <summary>Finds ids of items, clusters, tags and labels that look the same and are not: people take one for another.</summary>
internal static class LookAlikeIds
{
    public static IEnumerable<RuleMatch> Find(LintMaterial material) => material.Sets.SelectMany(set => Find(set.EvalSet));

    private static IEnumerable<RuleMatch> Find(EvalSet set)
    {
        var clusters = set.Items.Where(item => item.Cluster is not null).Select(item => (item.Cluster!, item));
        var tags = set.Items.SelectMany(item => item.Tags.Select(tag => (tag, item)));
        return
        [
            .. OfItems("id", set.Items.Select(item => (item.Id, item)), "is another one. Give the item an id that differs to the eye."),
            .. OfItems("cluster", clusters, "counts as independent of it. Write both alike."),
            .. OfItems("tag", tags, "is counted apart. Write both alike."),
            .. set.Graders.Where(grader => grader.Type == "label").SelectMany(grader => OfLabels(set, grader)),
        ];
    }

    private static IEnumerable<RuleMatch> OfItems(string what, IEnumerable<(string Name, EvalItem Item)> names, string meaning) =>
        from pair in Pairs(names.DistinctBy(name => name.Name, StringComparer.Ordinal))
        select new RuleMatch(
            pair.Other.Of.File,
            pair.Other.Of.Line,
            FormattableString.Invariant(
                $"The {what} {Apart(pair.Other.Name, pair.One.Name)} looks like {Apart(pair.One.Name, pair.Other.Name)} of line {pair.One.Of.Line}, and {meaning}"
            )
        );

    private static IEnumerable<RuleMatch> OfLabels(EvalSet set, GraderDefinition grader) =>
        from pair in Pairs(grader.Options.Texts("labels").Distinct(StringComparer.Ordinal).Select(label => (label, grader)))
        select new RuleMatch(
            set.File,
            grader.Options.Line,
            $"The label {Apart(pair.Other.Name, pair.One.Name)} of the grader “{grader.Id}” looks like {Apart(pair.One.Name, pair.Other.Name)}. Keep one of them."
        );

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
