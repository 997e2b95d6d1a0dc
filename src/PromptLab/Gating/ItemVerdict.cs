using PromptLab.Comparing;
using PromptLab.Grading;

namespace PromptLab.Gating;

/// <summary>The outcome of one item of a judged run, next to its baseline.</summary>
/// <param name="Item">The item in the judged run.</param>
/// <param name="Baseline">
/// The same item in the baseline run, which may be the judged run itself; null where it is missing there or was edited since.
/// </param>
internal sealed record ItemVerdict(ItemPair Item, ComparedSide? Baseline)
{
    /// <summary>The item's side in the judged run.</summary>
    public ComparedSide Candidate => Item.Candidate;

    /// <summary>True for an item of the holdout; such items are counted but never named.</summary>
    public bool IsSealed => Item.IsSealed;

    /// <summary>How a test report shows the item.</summary>
    public ItemVerdictKind Kind =>
        (Candidate.Status, Baseline?.Status) switch
        {
            (ItemStatus.Pass, _) => ItemVerdictKind.Pass,
            (ItemStatus.Error or ItemStatus.Undecided, _) => ItemVerdictKind.NotScored,
            (_, ItemStatus.Pass) => ItemVerdictKind.Regression,
            (_, ItemStatus.Fail) => ItemVerdictKind.KnownFailure,
            _ => ItemVerdictKind.Failure,
        };

    /// <summary>
    /// The ids of the weighted or required graders that the response did not pass, in the eval set's order; empty where each
    /// passed but the score is too low.
    /// </summary>
    public IEnumerable<string> FailedGraders =>
        Candidate
            .Results.Where(result => result.Status == Candidate.Status)
            .Take(1)
            .SelectMany(result => result.Grade?.Verdicts ?? [])
            .Where(verdict => verdict.Pass != true && (verdict.Weight > 0 || verdict.MustPass))
            .Select(verdict => verdict.Id);

    /// <summary>Every item of a judged run, in order of id.</summary>
    public static IReadOnlyList<ItemVerdict> Of(GatedRun gated)
    {
        var run = gated.Subject.Run;
        var self = new ComparedRun(run.Prompt.Reference, run.RunId, gated.Subject.Results);
        var baselineSides = gated.Baseline?.Comparison?.Pairs.ToDictionary(
            pair => pair.ItemId,
            pair => pair.Baseline,
            StringComparer.Ordinal
        ) ?? [];
        return
        [
            .. RunComparison
                .Between(self, self)
                .Pairs.Select(pair => new ItemVerdict(
                    pair,
                    gated.IsBaseline ? pair.Candidate : baselineSides.GetValueOrDefault(pair.ItemId)
                )),
        ];
    }
}

/// <summary>How a test report shows an item.</summary>
internal enum ItemVerdictKind
{
    /// <summary>The item passes.</summary>
    Pass,

    /// <summary>The item fails and passed in the baseline.</summary>
    Regression,

    /// <summary>The item fails, as in the baseline.</summary>
    KnownFailure,

    /// <summary>The item fails, and the baseline has no verdict on it.</summary>
    Failure,

    /// <summary>The call failed, or the grading was undecided.</summary>
    NotScored,
}
