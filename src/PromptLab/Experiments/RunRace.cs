using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Experiments;

/// <summary>The race of one run.</summary>
/// <param name="Baseline">The run that it has to beat.</param>
/// <param name="Order">The items in the order of asking.</param>
/// <param name="Race">How it stands.</param>
internal sealed record RunRace(RunRecord Baseline, IReadOnlyList<EvalItem> Order, Race Race)
{
    private const double LowestShown = 0.001;

    /// <summary>
    /// Why the run was not asked to the end, as a sentence; null where it was. Only said when no call is under way any
    /// more.
    /// </summary>
    public string? WhyStopped =>
        Race is { Stop: { } stop, Saved: > 0 and var saved }
            ? $"The race against {Baseline.Prompt.Reference} was stopped after {Format.Count(stop.After)} of {Format.Quantity(stop.Items, "item")}: {Format.Count(stop.Lost)} lost, {Format.Count(stop.Won)} won; "
                + $"the chance of ending ahead is {(stop.Chance < LowestShown ? "below " : "")}{Format.Percent(Math.Max(LowestShown, stop.Chance))}. {Format.Quantity(saved, "call")} {(saved == 1 ? "was" : "were")} saved."
            : null;
}
