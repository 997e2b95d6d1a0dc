using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>The splits that items have whatever else is asked, since they were looked at or retired somewhere in the project.</summary>
internal static class FixedSplits
{
    /// <summary>The splits by item id; items that may go anywhere are left out.</summary>
    public static IReadOnlyDictionary<string, string> Of(EvalSet evalSet, SealRegistry seals) =>
        evalSet
            .Items.Select(item => (item.Id, Split: Of(item, seals)))
            .Where(one => one.Split is not null)
            .ToDictionary(one => one.Id, one => one.Split!, StringComparer.Ordinal);

    private static string? Of(EvalItem item, SealRegistry seals) =>
        seals.IsLookedAt(item.Seal) || (item.Split is null && seals.Contains(item.Seal)) ? SplitNames.Holdout
        : !seals.IsRetired(item.Seal) ? null
        : item.Split is null or SplitNames.Holdout ? SplitNames.Dev
        : item.Split;
}
