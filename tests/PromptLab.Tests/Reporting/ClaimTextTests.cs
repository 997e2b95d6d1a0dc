using PromptLab.Comparing;
using PromptLab.Confirming;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Tests.Comparing;
using PromptLab.Tests.Holdouts;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Reporting;

public sealed class ClaimTextTests
{
    [Fact]
    public void Asking_again_is_no_mend_where_no_call_failed_and_the_graders_left_too_many_undecided()
    {
        var text = Write([Pass("a"), Pass("b")], [Pass("a"), Undecided("b")], errors: 0);

        Assert.Contains(
            "\nno claim. 1 of 2 pairs have no verdict on one side; more than 2% left out is no basis for one.\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Next: mend the graders: the calls were answered, and they leave too many undecided. What they say then is another look.\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_calls_failed_the_same_command_goes_on() =>
        Assert.Contains(
            "Next: go on with this look: the same command again.",
            Write([Pass("a"), Pass("b")], [Pass("a"), Error("b")], errors: 1),
            StringComparison.Ordinal
        );

    private static string Write(ItemResult[] before, ItemResult[] after, int errors)
    {
        var (baseline, candidate) = (Ended("triage@v1", 0), Ended("triage@v2", errors));
        using var writer = new StringWriter { NewLine = "\n" };
        ClaimText.Write(
            new Confirmation
            {
                Look = SomeLooks.Claimed() with { Number = 1 },
                Baseline = baseline,
                Candidate = candidate,
                Comparison = BaselineComparison.Of(baseline, before, candidate, after, new ComparedChange([new ChangedElement("task")])),
                Margin = 0.1,
                Tuning = null,
                IsHeldBack = errors == 0,
            },
            "evalsets/refunds/holdout-ledger.jsonl",
            writer
        );
        return writer.ToString();
    }

    private static RunRecord Ended(string reference, int errors) =>
        SomeRuns.Of(reference, items: 2) with
        {
            Totals = new RunTotals
            {
                Items = 2,
                Results = 2,
                Scored = 1,
                Errors = errors,
                Pass = 1,
            },
        };
}
