namespace PromptLab.Diagnosing;

/// <summary>
/// How the items came out over their repeats. Failure modes are made of those that fail in at least half of them; what
/// wavers is a matter of consistency, not of instructions.
/// </summary>
/// <param name="AlwaysPass">How many pass in every repeat.</param>
/// <param name="Flaky">The ids of those that pass and fail.</param>
/// <param name="AlwaysFail">The ids of those that fail in every repeat.</param>
public sealed record StabilityCounts(int AlwaysPass, IReadOnlyList<string> Flaky, IReadOnlyList<string> AlwaysFail)
{
    /// <summary>The counts; null where every item was asked once.</summary>
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
