namespace PromptLab.Diagnosing;

/// <summary>Whether the decided repeats of an item agree.</summary>
internal enum Stability
{
    /// <summary>Every decided repeat passes.</summary>
    AlwaysPass,

    /// <summary>Some repeats pass and some fail.</summary>
    Flaky,

    /// <summary>Every decided repeat fails.</summary>
    AlwaysFail,
}

/// <summary>
/// How the items vary over their repeats. An item that fails in at least half of them belongs to a failure mode; one that varies
/// is a problem of consistency, not of instructions.
/// </summary>
/// <param name="AlwaysPass">The number of items that pass in every repeat.</param>
/// <param name="Flaky">The ids of the items that pass in some repeats and fail in others.</param>
/// <param name="AlwaysFail">The ids of the items that fail in every repeat.</param>
internal sealed record StabilityCounts(int AlwaysPass, IReadOnlyList<string> Flaky, IReadOnlyList<string> AlwaysFail)
{
    /// <summary>The counts of a run; null where every item was run once.</summary>
    internal static StabilityCounts? Of(IReadOnlyList<DiagnosedItem> items) =>
        items.All(item => item.Side.Repeats == 1)
            ? null
            : new StabilityCounts(
                items.Count(item => item.Stability == Stability.AlwaysPass),
                IdsOf(items, Stability.Flaky),
                IdsOf(items, Stability.AlwaysFail)
            );

    private static IReadOnlyList<string> IdsOf(IReadOnlyList<DiagnosedItem> items, Stability stability) =>
        [.. items.Where(item => item.Stability == stability).Select(item => item.ItemId)];
}
