using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>A comparison of two stored runs, paired item by item.</summary>
public sealed record WeighedComparison
{
    internal WeighedComparison(ComparisonEvidence evidence) => Evidence = evidence;

    /// <summary>The run that is compared with.</summary>
    public required RunRecord Baseline { get; init; }

    /// <summary>The run that is judged.</summary>
    public required RunRecord Candidate { get; init; }

    /// <summary>What differs between the two.</summary>
    public required Comparability Facts { get; init; }

    /// <summary>What a difference can be put down to.</summary>
    public required ComparedChange Change { get; init; }

    /// <summary>The verdict on the pass rate.</summary>
    public ComparisonOutcome Outcome => Evidence.Outcome;

    /// <summary>Why there is no verdict, a sentence each; empty where there is one.</summary>
    public IReadOnlyList<string> Objections => Evidence.Objections;

    /// <summary>The evidence on the pass rate.</summary>
    public PairedEvidence PassRate => Evidence.PassRate;

    /// <summary>The evidence on the mean score.</summary>
    public PairedEvidence Score => Evidence.Score;

    /// <summary>The evidence on the mean score of each grader.</summary>
    public IReadOnlyList<NamedEvidence> Graders => Evidence.Graders;

    /// <summary>The evidence on the pass rate of the items with each tag.</summary>
    public IReadOnlyList<NamedEvidence> Tags => Evidence.Tags;

    /// <summary>The items whose outcome changed, the broken ones first; items of the holdout are left out.</summary>
    public IReadOnlyList<ItemPair> Flips => Evidence.Comparison.Flips;

    internal ComparisonEvidence Evidence { get; init; }
}
