using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Comparing;

public sealed class EarlierComparisonsTests
{
    private static readonly RunRecord Baseline = SomeRuns.Of("triage@v1") with
    {
        Prompt = SomeRuns.Of("triage@v1").Prompt with { Hash = Hash('1') },
    };
    private static readonly RunRecord Candidate = SomeRuns.Of("triage@v9") with
    {
        Prompt = SomeRuns.Of("triage@v9").Prompt with { Hash = Hash('9') },
    };

    [Fact]
    public void Other_versions_that_were_held_against_the_baseline_count_each_with_its_latest_plain_p() =>
        Assert.Equal(
            [0.03, 0.2],
            PValues(
                Row('2', 0.5),
                Row('2', 0.03) with
                {
                    CorrectedPValue = 0.9,
                }, // the plain one counts: Holm’s would be corrected twice
                Row('3', 0.2)
            )
        );

    [Fact]
    public void Earlier_rows_of_the_candidate_itself_do_not_count() => Assert.Empty(PValues(Row('9', 0.03)));

    [Fact]
    public void A_version_without_a_p_does_not_count() => Assert.Empty(PValues(Row('2', null)));

    public static TheoryData<string, ScoreboardRow> Others =>
        new()
        {
            { "another prompt", Row('2', 0.03) with { Prompt = "other" } },
            { "another baseline", Row('2', 0.03) with { Baseline = "v2" } },
            { "no baseline", Row('2', 0.03) with { Baseline = null } },
            { "another model", Row('2', 0.03) with { ConfigHash = "sha256:other" } },
            { "other graders", Row('2', 0.03) with { GradersHash = "sha256:other" } },
            { "other items", Row('2', 0.03) with { SelectedIdsHash = "sha256:other" } },
        };

    [Theory]
    [MemberData(nameof(Others))]
    public void Comparisons_under_other_conditions_do_not_count(string what, ScoreboardRow row)
    {
        Assert.Empty(PValues(row));
        Assert.NotEmpty(what);
    }

    // What no row keeps counts in full: a p of 1 takes the last place in Holm’s order and helps no other.
    [Fact]
    public void Other_imported_responses_to_the_same_items_count_each_once()
    {
        RunRecord[] stored =
        [
            Imported("a", "run-1"),
            Imported("b", "run-2"),
            Imported("c", "run-3"),
            Imported("c", "run-4"), // the same responses once more
            Imported("d", "run-5") with
            {
                GradersHash = "sha256:" + new string('e', 64),
            },
            Candidate,
        ];

        Assert.Equal([1.0], EarlierComparisons.PValues([], stored, Imported("a", "run-1"), [Imported("b", "run-2")]));
        Assert.Empty(EarlierComparisons.PValues([], stored, Baseline, [Candidate]));
    }

    private static RunRecord Imported(string responses, string runId)
    {
        var run = SomeRuns.Of("elsewhere@v1");
        return run with { RunId = runId, Prompt = run.Prompt with { Version = null, Hash = null }, ResponsesHash = "sha256:" + responses };
    }

    private static IReadOnlyList<double> PValues(params ScoreboardRow[] rows) =>
        EarlierComparisons.PValues(rows, [], Baseline, [Candidate]);

    private static ScoreboardRow Row(char version, double? p) =>
        new()
        {
            RunId = "run-" + version,
            StartedAt = Baseline.StartedAt,
            Prompt = "triage",
            Version = "v" + version,
            PromptHash = ContentHash.Short(Hash(version)),
            Model = "main",
            ConfigHash = ContentHash.Short(Baseline.ConfigHash),
            EvalSet = "refunds",
            GradersHash = ContentHash.Short(Baseline.GradersHash),
            Items = 48,
            Repeats = 1,
            Scored = 48,
            Errors = 0,
            Baseline = "v1",
            PValue = p,
            SelectedIdsHash = ContentHash.Short(Baseline.EvalSet.SelectedIdsHash),
        };

    private static string Hash(char digit) => "sha256:" + new string(digit, 64);
}
