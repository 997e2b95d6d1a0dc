using System.Globalization;
using PromptLab.EvalSets;

namespace PromptLab.Linting;

/// <summary>Finds items that are in more than one split, word for word or nearly.</summary>
internal static class SplitDuplicates
{
    public static IEnumerable<RuleMatch> Find(LintMaterial material) => material.Sets.SelectMany(Find);

    private static IEnumerable<RuleMatch> Find(LintedSet set)
    {
        var items = set.EvalSet.Items;
        if (items.DistinctBy(item => item.Split, StringComparer.Ordinal).Count() < 2)
            yield break;
        var texts = items.Select(DuplicateInputs.InputText).ToList();
        var index = new NearTexts(texts);
        for (var i = 0; i < items.Count; i++)
        {
            // Each pair is reported once, at its later item, and only with the most similar one.
            var duplicate = index
                .Find(texts[i])
                .Where(found => found.Index < i && items[found.Index].Split != items[i].Split)
                .Cast<NearText?>()
                .FirstOrDefault();
            if (duplicate is { } found)
                yield return new RuleMatch(items[i].File, items[i].Line, Message(items[i], items[found.Index], found.Similarity));
        }
    }

    private static string Message(EvalItem item, EvalItem duplicate, double? similarity)
    {
        var what = similarity is { } value
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"is nearly “{duplicate.Id}” of {SplitOf(duplicate)} (line {duplicate.Line}): the Jaccard similarity of their word triples is {value:0.00}, and {NearTexts.Threshold:0.00} or more counts, digits alike"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"is “{duplicate.Id}” of {SplitOf(duplicate)} (line {duplicate.Line}), whatever the case and the white space"
            );
        return $"The item “{item.Id}” of {SplitOf(item)} {what}. What was tuned on one is then confirmed on the other: keep one of them, or both in one split.";
    }

    private static string SplitOf(EvalItem item) => item.Split ?? "no split";
}
