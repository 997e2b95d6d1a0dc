using PromptLab.Comparing;
using PromptLab.Grading;

namespace PromptLab.Gating;

/// <summary>How one item of a judged run came out, beside its baseline.</summary>
/// <param name="Item">The item in the judged run.</param>
/// <param name="Baseline">
/// The same item in the baseline, which the judged run can be itself; null where it is not there, or is another item by
/// now.
/// </param>
public sealed record ItemVerdict(ItemPair Item, ComparedSide? Baseline)
{
    /// <summary>The judged run's side.</summary>
    public ComparedSide Candidate => Item.Candidate;

    /// <summary>True for an item of the holdout, which is counted and never named.</summary>
    public bool IsSealed => Item.IsSealed;

    /// <summary>What becomes of it in a test report.</summary>
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
    /// The graders that count and that the judged run's response did not pass, in their order; empty where each passed
    /// and the score is too low all the same.
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
        var before = gated.Baseline?.Comparison?.Pairs.ToDictionary(pair => pair.ItemId, pair => pair.Baseline, StringComparer.Ordinal)
            ?? [];
        return
        [
            .. RunComparison
                .Between(self, self)
                .Pairs.Select(pair => new ItemVerdict(pair, gated.IsBaseline ? pair.Candidate : before.GetValueOrDefault(pair.ItemId))),
        ];
    }
}

/// <summary>What becomes of an item in a test report.</summary>
public enum ItemVerdictKind
{
    /// <summary>It passes.</summary>
    Pass,

    /// <summary>It passed in the baseline and fails now.</summary>
    Regression,

    /// <summary>It fails, as it did in the baseline.</summary>
    KnownFailure,

    /// <summary>It fails, and the baseline says nothing of it.</summary>
    Failure,

    /// <summary>The call failed, or no grader came to a decision.</summary>
    NotScored,
}
