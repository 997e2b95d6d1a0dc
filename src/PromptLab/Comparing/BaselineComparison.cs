using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>The pass rate of a run held against its baseline's: what its row on the scoreboard says of it.</summary>
public sealed record BaselineComparison
{
    private static readonly IReadOnlyDictionary<string, JsonNode> NoInput = new Dictionary<string, JsonNode>(StringComparer.Ordinal);

    /// <summary>The verdict of a run that is itself the baseline, or has none.</summary>
    public const string IsBaseline = "baseline";

    /// <summary>The run that is compared with.</summary>
    public required string BaselineRunId { get; init; }

    /// <summary>Its version, or its full reference where it is of another prompt.</summary>
    public required string Baseline { get; init; }

    /// <summary>True where the baseline's own scores are tuning scores.</summary>
    public bool BaselineIsTuningScore => PassRate.BaselineIsTuningScore;

    /// <summary>What was changed from the baseline.</summary>
    public required ComparedChange Change { get; init; }

    /// <summary>What was found on the pass rate.</summary>
    public required PairedEvidence PassRate { get; init; }

    /// <summary>
    /// What was found on the mean score, whose verdict is corrected together with that on the pass rate; null where every score is the
    /// item's pass, so that both verdicts are one, and where the pass rate alone is judged.
    /// </summary>
    [JsonIgnore]
    internal PairedEvidence? Score { get; init; }

    /// <summary>How many items went from fail to pass.</summary>
    public required int Fixed { get; init; }

    /// <summary>How many items went from pass to fail.</summary>
    public required int Broken { get; init; }

    /// <summary>Why there is no verdict, a sentence each; empty where there is one.</summary>
    public required IReadOnlyList<string> Objections { get; init; }

    /// <summary>What became of the version's prediction; null where it made none, or the baseline is not its parent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PredictionGrade? Prediction { get; init; }

    /// <summary>The verdict.</summary>
    public ComparisonOutcome Outcome => Objections.Count > 0 ? ComparisonOutcome.NoVerdict : PassRate.Outcome;

    /// <summary>Compares two runs on their pass rates.</summary>
    /// <param name="baseline">The record of the baseline.</param>
    /// <param name="baselineResults">Its results.</param>
    /// <param name="candidate">The record of the candidate.</param>
    /// <param name="candidateResults">Its results.</param>
    /// <param name="change">What was changed from the one to the other.</param>
    /// <param name="versions">How many versions are compared with this baseline, or how many looks were taken at these items.</param>
    /// <param name="judgesScore">False where the pass rate alone is judged, as in a claim.</param>
    /// <param name="confidence">That of the interval and the bounds.</param>
    internal static BaselineComparison Of(
        RunRecord baseline,
        IEnumerable<ItemResult> baselineResults,
        RunRecord candidate,
        IEnumerable<ItemResult> candidateResults,
        ComparedChange change,
        int versions = 1,
        bool judgesScore = true,
        double confidence = 1 - PairedEvidence.Alpha
    )
    {
        var comparison = RunComparison.Between(
            Slim(baseline, baselineResults, keepsVerdicts: candidate.Prompt.PredictedFixes is not null),
            Slim(candidate, candidateResults, keepsVerdicts: false)
        );
        var dice = ComparisonDice.Of(baseline, candidate);
        var objections = ComparisonObjections.To(comparison, baseline, candidate);
        var headline = HeadlineSamples.Of(comparison.Pairs);
        var isOneVerdict = headline.ScoreIsPassRate || !judgesScore;
        return new BaselineComparison
        {
            BaselineRunId = baseline.RunId,
            Baseline = NameOf(baseline, candidate),
            Change = change,
            PassRate = Weigh(headline.PassRate, Measure.PassRate),
            Score = isOneVerdict ? null : Weigh(headline.Score, Measure.Score),
            Fixed = comparison.Count(ItemChange.Fixed),
            Broken = comparison.Count(ItemChange.Broken),
            Objections = objections,
            Prediction = PredictionGrade.Of(comparison, baseline, candidate),
        };

        PairedEvidence Weigh(PairedSample sample, Measure measure) =>
            EvidenceWeighing.Of(sample, dice.For(measure.Name), versions, confidence).On(baseline, candidate) with
            {
                IsWithheld = objections.Count > 0,
            };
    }

    /// <summary>How a row names its baseline: by its version, or by its full reference where it is of another prompt.</summary>
    internal static string NameOf(RunRecord baseline, RunRecord candidate) =>
        baseline.Prompt.Name == candidate.Prompt.Name ? baseline.Prompt.Version ?? baseline.Prompt.Reference : baseline.Prompt.Reference;

    /// <summary>The row with the comparison in its columns. Without a verdict it names the baseline and nothing else.</summary>
    public ScoreboardRow On(ScoreboardRow row)
    {
        var named = row with { Baseline = Baseline, Verdict = Outcome.Words() };
        return Outcome == ComparisonOutcome.NoVerdict
            ? named
            : named with
            {
                Delta = PassRate.Difference,
                DeltaCiLow = PassRate.Interval?.Low,
                DeltaCiHigh = PassRate.Interval?.High,
                Fixed = Fixed,
                Broken = Broken,
                PValue = PassRate.PValue,
                CorrectedPValue = PassRate.Family > 1 ? PassRate.CorrectedPValue : null,
            };
    }

    // Texts are not compared, and those of a long run would not fit into memory beside each other.
    private static ComparedRun Slim(RunRecord run, IEnumerable<ItemResult> results, bool keepsVerdicts) =>
        new(
            run.Prompt.Reference,
            run.RunId,
            [
                .. results.Select(result =>
                    result with
                    {
                        Messages = [],
                        Output = null,
                        Input = NoInput,
                        Expected = null,
                        Grade = result.Grade is { } grade
                            ? new ItemGrade(grade.Status, grade.Score, keepsVerdicts ? grade.Verdicts : [])
                            : null,
                    }
                ),
            ]
        );
}
