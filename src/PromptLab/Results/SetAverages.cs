using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>What one prompt version on one model comes to over several eval sets.</summary>
/// <remarks>
/// The sets are taken as they are, not as a sample of sets: the intervals (<see cref="LinearCombination"/>) say how well the
/// rate of each is known, and nothing of other sets.
/// </remarks>
public sealed record SetAverages
{
    /// <summary>The prompt version, or the name of imported responses.</summary>
    public required string Prompt { get; init; }

    /// <summary>The model; null for imported responses whose model is not known.</summary>
    public required string? Model { get; init; }

    /// <summary>How many eval sets are averaged.</summary>
    public required int Sets { get; init; }

    /// <summary>The mean of the sets' pass rates, each set alike; null where one of them has no rate.</summary>
    public required MeanOfItems? MacroPassRate { get; init; }

    /// <summary>The pass rate over the scored responses of all sets; null likewise.</summary>
    public required MeanOfItems? MicroPassRate { get; init; }

    /// <summary>The mean of the sets' mean scores, each set alike; null likewise.</summary>
    public required MeanOfItems? MacroScore { get; init; }

    /// <summary>The mean score over the scored responses of all sets; null likewise.</summary>
    public required MeanOfItems? MicroScore { get; init; }

    /// <summary>True where a rate of a set is a tuning score: optimistic, and no claim.</summary>
    public required bool IsTuningScore { get; init; }

    /// <summary>Why there is no average, as a sentence; null where there is one.</summary>
    public required string? Lack { get; init; }

    /// <summary>The averages of each prompt version on each model, in the order in which they ran.</summary>
    internal static IReadOnlyList<SetAverages> Of(IReadOnlyList<FinishedRun> runs, IReadOnlyList<string> evalSets) =>
        [
            .. runs.GroupBy(run => (Prompt: run.Record.Prompt.Reference, run.Record.Model.Alias))
                .Select(group => Of(group.Key.Prompt, group.Key.Alias, [.. group], evalSets)),
        ];

    private static SetAverages Of(string prompt, string? model, IReadOnlyList<FinishedRun> runs, IReadOnlyList<string> evalSets)
    {
        var lack = LackOf(runs, evalSets);
        var equal = runs.Select(_ => 1.0 / runs.Count).ToList();
        var scored = (double)runs.Sum(run => run.Summary.Scored);
        var bySize = runs.Select(run => run.Summary.Scored / scored).ToList();
        return new SetAverages
        {
            Prompt = prompt,
            Model = model,
            Sets = evalSets.Count,
            MacroPassRate = lack is null ? Mean(runs, equal, run => run.PassRate) : null,
            MicroPassRate = lack is null ? Mean(runs, bySize, run => run.PassRate) : null,
            MacroScore = lack is null ? Mean(runs, equal, run => run.MeanScore) : null,
            MicroScore = lack is null ? Mean(runs, bySize, run => run.MeanScore) : null,
            IsTuningScore = runs.Any(run => run.IsTuningScore),
            Lack = lack,
        };
    }

    private static string? LackOf(IReadOnlyList<FinishedRun> runs, IReadOnlyList<string> evalSets)
    {
        var missing = evalSets.Except(runs.Select(run => run.Record.EvalSet.Name), StringComparer.Ordinal).ToList();
        var unusable = runs.Where(run => run.Record.Status != RunStatus.Completed || run.IsStoppedByRace || run.PassRate.Value is null)
            .Select(run => run.Record.EvalSet.Name)
            .Concat(missing)
            .ToList();
        return unusable.Count == 0 ? null : $"No average: there is no whole run of {string.Join(", ", unusable)}.";
    }

    // Where a set has no interval, as a score that never varies, neither has the average.
    private static MeanOfItems? Mean(IReadOnlyList<FinishedRun> runs, List<double> weights, Func<FinishedRun, Rate> rateOf)
    {
        var rates = runs.Select(rateOf).ToList();
        if (rates.Exists(rate => rate.Value is null))
            return null;
        var mean = rates.Zip(weights, (rate, weight) => weight * rate.Value!.Value).Sum();
        return rates.Exists(rate => rate.Interval is null)
            ? new MeanOfItems(mean, null)
            : new MeanOfItems(
                mean,
                LinearCombination.Of([.. rates.Zip(weights, (rate, weight) => (weight, rate.Value!.Value, rate.Interval!.Value))])?.Interval
            );
    }
}
