using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>
/// The order in which a race asks its items: random, so that what was seen tells of what is to come, and the same each
/// time.
/// </summary>
internal static class RaceOrder
{
    private const string Purpose = "promptlab-race/1";

    /// <summary>
    /// The ids in their order. It follows from the ids and the hashes alone: neither the order of the file nor other
    /// runs beside it make a difference.
    /// </summary>
    /// <param name="itemIds">The ids, in any order.</param>
    /// <param name="evalSetHash">The hash of the eval set.</param>
    /// <param name="baselineHash">The hash of the baseline's prompt; null where it has none.</param>
    /// <param name="candidateHash">The hash of the candidate's prompt; null where it has none.</param>
    /// <remarks>The seed is the first 8 bytes of the SHA-256 over the three hashes and a name, a line each.</remarks>
    public static IReadOnlyList<string> Of(IEnumerable<string> itemIds, string evalSetHash, string? baselineHash, string? candidateHash)
    {
        var ids = itemIds.Order(StringComparer.Ordinal).ToList();
        var seed = ComparisonDice.SeedOf(evalSetHash, baselineHash ?? "", candidateHash ?? "", Purpose);
        return [.. new RandomSource(seed).Sample(ids.Count, ids.Count).Select(place => ids[place])];
    }
}
