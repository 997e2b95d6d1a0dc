using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Experiments;

/// <summary>The race of one run against its baseline.</summary>
/// <param name="Baseline">The run to beat.</param>
/// <param name="Order">The items in the order in which they are run.</param>
/// <param name="Race">The current state of the race.</param>
internal sealed record RunRace(RunRecord Baseline, IReadOnlyList<EvalItem> Order, Race Race)
{
    private const double LowestShown = 0.001;

    /// <summary>
    /// Why the race was stopped early, as a sentence; null where it was not. Read it only when no call is in flight, since calls
    /// that finish change its counts.
    /// </summary>
    public string? WhyStopped =>
        Race is { Stop: { } stop, Saved: > 0 and var saved }
            ? $"{LostRace.Beginning}{Baseline.Prompt.Reference} was stopped after {Format.Count(stop.After)} of {Format.Quantity(stop.Items, "item")}: {Format.Count(stop.Lost)} lost, {Format.Count(stop.Won)} won; "
                + $"the chance of ending ahead is {(stop.Chance < LowestShown ? "below " : "")}{Format.Percent(Math.Max(LowestShown, stop.Chance))}. {Format.Quantity(saved, "call")} {(saved == 1 ? "was" : "were")} saved."
            : null;
}
