using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>Runs that asked items before these came into a split: whoever read their results has seen the items.</summary>
internal sealed record EarlierRuns
{
    /// <summary>The ids of runs that asked at least one of the items, sorted.</summary>
    public required IReadOnlyList<string> Asked { get; init; }

    /// <summary>
    /// The ids of runs that may have asked one, sorted: the scoreboard has their row, and what they were asked on is
    /// not here.
    /// </summary>
    public required IReadOnlyList<string> Perhaps { get; init; }

    /// <summary>
    /// The runs on the scoreboard and in the run store that asked some of the items, which are as they were when read,
    /// with their split of then.
    /// </summary>
    public static EarlierRuns Of(EvalSet evalSet, IReadOnlyCollection<EvalItem> items, IReadOnlyList<ScoreboardRow> rows, RunStore store)
    {
        var ids = items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var records = store.All().Where(run => run.EvalSet.Name == evalSet.Name).ToDictionary(run => run.RunId, StringComparer.Ordinal);
        var answers = records
            .Values.Select(run =>
                (
                    run.RunId,
                    Asked: store.ReadSelection(run.RunId) is { } selection
                        ? selection.Keys.Any(ids.Contains)
                        : HasAsked(new SplitChoice(run.EvalSet.Split), run.EvalSet.Hash, run.EvalSet.Items)
                )
            )
            .Concat(
                rows.Where(row => row.EvalSet == evalSet.Name && !records.ContainsKey(row.RunId))
                    .DistinctBy(row => row.RunId, StringComparer.Ordinal)
                    .Select(row => (row.RunId, Asked: HasAsked(SplitChoice.Parse(row.Split), row.EvalSetHash, row.Items)))
            )
            .ToList();
        return new EarlierRuns { Asked = IdsOf(true), Perhaps = IdsOf(null) };

        IReadOnlyList<string> IdsOf(bool? asked) =>
            [.. answers.Where(one => one.Asked == asked).Select(one => one.RunId).Order(StringComparer.Ordinal)];

        // Known where the run took every item of its splits, and the items were these (the scoreboard has the first digits of the
        // hash); null where that can't be told.
        bool? HasAsked(SplitChoice splits, string? hash, int asked)
        {
            if (!items.Any(splits.Includes))
                return false;
            return
                hash?.Length > ContentHash.Prefix.Length
                && evalSet.Hash.StartsWith(hash, StringComparison.Ordinal)
                && asked == evalSet.Items.Count(splits.Includes)
                ? true
                : null;
        }
    }
}
