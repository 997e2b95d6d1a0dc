using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Results;

/// <summary>A run with what came of it; its journal has the results.</summary>
/// <param name="Record">What was asked of what.</param>
/// <param name="Summary">What the results come to.</param>
/// <param name="Failures">The first failure of each type, in the order of items.</param>
public sealed record FinishedRun(RunRecord Record, RunSummary Summary, IReadOnlyList<Failure> Failures)
{
    /// <summary>
    /// True where its race against a baseline was stopped before every item was asked. It did what was asked of it, but
    /// claims nothing: its items are those that were asked until it was behind.
    /// </summary>
    public bool IsStoppedByRace { get; init; }

    /// <summary>How many responses were kept and not graded; the run can go on with them, and asks no model for them.</summary>
    public int Ungraded { get; init; }

    /// <summary>
    /// True for a run of a look whose graders leave too many responses undecided for it to end: their grades are not kept.
    /// </summary>
    internal bool IsHeldBack { get; init; }

    /// <summary>True where its scores are tuning scores: optimistic, and no claim.</summary>
    public bool IsTuningScore => TuningScore.Is(Record);

    /// <summary>The pass rate of all items.</summary>
    public Rate PassRate =>
        Rate.OfItems(Summary.PassRate, Summary.PassInterval, Summary.Passed, Summary.Scored) with
        {
            IsTuningScore = IsTuningScore,
        };

    /// <summary>
    /// The share of responses that have the form that was asked for, whatever they say; without a value where no grader
    /// looks at it.
    /// </summary>
    public Rate FormatCompliance =>
        Rate.OfItems(Summary.FormatRate, Summary.FormatInterval, Summary.FormatFollowed, Summary.FormatJudged) with
        {
            IsTuningScore = IsTuningScore,
        };

    /// <summary>The mean score of all items.</summary>
    public Rate MeanScore =>
        new()
        {
            Value = Summary.ScoreMean,
            Interval = Summary.ScoreInterval,
            Scored = Summary.Scored,
            IsTuningScore = IsTuningScore,
        };

    /// <summary>True where every item was asked and something was answered: such a run stands on the scoreboard.</summary>
    public bool StandsOnScoreboard => Record.Status != RunStatus.Unfinished && Summary.Errors < Summary.Results;

    /// <summary>The pass rate of the items of one tag.</summary>
    public Rate PassRateOf(TagSummary tag) =>
        Rate.OfItems(tag.PassRate, tag.PassInterval, tag.Passed, tag.Scored) with
        {
            IsTuningScore = IsTuningScore,
        };

    /// <summary>The mean score of one grader.</summary>
    public Rate MeanScoreOf(GraderSummary grader) =>
        new()
        {
            Value = grader.Mean,
            Interval = grader.MeanInterval,
            Scored = grader.Decided,
            IsTuningScore = IsTuningScore,
        };

    /// <summary>How often a label that was wanted was read, of one grader.</summary>
    public Rate RecallOf(ConfusionMatrix matrix, string label) =>
        Rate.Of(matrix.Count(label, label), matrix.Total(label)) with
        {
            IsTuningScore = IsTuningScore,
        };

    /// <summary>The share of items of which at least one repeat passes; a rate without a value where each was asked once.</summary>
    public Rate PassAny => ShareOfRepeated(Summary.Repeats?.PassAny);

    /// <summary>The share of items of which every repeat passes; without a value likewise.</summary>
    public Rate PassAll => ShareOfRepeated(Summary.Repeats?.PassAll);

    private Rate ShareOfRepeated(double? share) =>
        new()
        {
            Value = share,
            Scored = Summary.Repeats?.Items,
            IsTuningScore = IsTuningScore,
        };
}
