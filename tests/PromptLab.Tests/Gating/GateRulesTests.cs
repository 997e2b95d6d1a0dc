using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Gating;

public sealed class GateRulesTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public void Every_key_of_a_gate_is_read()
    {
        var rules = Read(
            """
              - { metric: pass_rate, min: 0.75, max: 0.99, tag: state-law }
              - { metric: score_mean, against: production, max_drop: 0.03, max_age_days: 2.5 }
              - { metric: error_rate, max: 0.02, exit: incomplete }
              - { metric: undecided_rate, max: 0, exit: fail }
            """
        );

        Assert.Equal(
            [
                new GateRule
                {
                    Metric = new("pass_rate", GateMetricKind.PassRate),
                    Min = 0.75,
                    Max = 0.99,
                    Tag = "state-law",
                    File = "evalsets/tickets/evalset.yaml",
                    Line = 9,
                },
                new GateRule
                {
                    Metric = new("score_mean", GateMetricKind.Score),
                    Against = "production",
                    MaxDrop = 0.03,
                    MaxAgeDays = 2.5,
                    File = "evalsets/tickets/evalset.yaml",
                    Line = 10,
                },
                new GateRule
                {
                    Metric = new("error_rate", GateMetricKind.ShareOfCalls),
                    Max = 0.02,
                    FailsAsIncomplete = true,
                    File = "evalsets/tickets/evalset.yaml",
                    Line = 11,
                },
                new GateRule
                {
                    Metric = new("undecided_rate", GateMetricKind.ShareOfCalls),
                    Max = 0,
                    File = "evalsets/tickets/evalset.yaml",
                    Line = 12,
                },
            ],
            rules
        );
    }

    [Theory]
    [InlineData("latency_p50_ms", 1500)]
    [InlineData("latency_p95_ms", 3000)]
    [InlineData("cost_usd", 2.5)]
    [InlineData("cost_per_item_usd", 0.001)]
    [InlineData("cost_per_correct_usd", 1000)]
    public void Milliseconds_and_dollars_have_a_ceiling_of_their_own_size(string metric, double max)
    {
        var rule = Assert.Single(Read(FormattableString.Invariant($"  - {{ metric: {metric}, max: {max} }}")));

        Assert.Equal((metric, max), (rule.Metric.Name, rule.Max));
    }

    [Fact]
    public void A_grader_can_be_named_beside_the_metric_or_inside_of_it()
    {
        var rules = Read(
            """
              - { grader: json, metric: pass_rate, min: 0.98 }
              - { metric: json.pass_rate, min: 0.98 }
              - { grader: json, metric: mean, min: 0.98 }
            """
        );

        Assert.Equal(rules[0] with { Line = 0 }, rules[1] with { Line = 0 });
        Assert.Equal(
            ("json.pass_rate", "json", GateMetricKind.PassRate),
            (rules[0].Metric.Name, rules[0].Metric.Grader, rules[0].Metric.Kind)
        );
        Assert.Equal(("json.mean", GateMetricKind.Score), (rules[2].Metric.Name, rules[2].Metric.Kind));
    }

    [Theory]
    [InlineData("metric: pass_rate, min: 0.75")]
    [InlineData(" { metric: pass_rate, min: 0.75 } ")]
    public void A_gate_of_the_command_line_is_written_as_in_the_file(string text)
    {
        var rule = GateRules.Parse(text, EvalSet(""), new Problems());

        Assert.Equal(new GateRule { Metric = new("pass_rate", GateMetricKind.PassRate), Min = 0.75 }, rule);
    }

    [Theory]
    [InlineData("{ min: 0.5 }", "“metric” is missing. Add “metric: pass_rate”.")]
    [InlineData("{ metric: '', min: 0.5 }", "“metric” is missing. Add “metric: pass_rate”.")]
    [InlineData("{ metric: pass_rte, min: 0.5 }", "There is no metric “pass_rte”. Did you mean “pass_rate”?")]
    [InlineData("{ metric: jsn.pass_rate, min: 0.5 }", "There is no metric “jsn.pass_rate”. Did you mean “json.pass_rate”?")]
    [InlineData(
        "{ metric: accuracy, min: 0.5 }",
        "There is no metric “accuracy”. Known: cost_per_correct_usd, cost_per_item_usd, cost_usd, error_rate, input_tokens_per_call, json.mean, json.pass_rate, latency_p50_ms, latency_p95_ms, output_tokens_per_call, pass_rate, right.mean, right.pass_rate, score_mean, truncated_rate, undecided_rate."
    )]
    [InlineData("{ grader: jsn, metric: pass_rate, min: 0.5 }", "There is no grader “jsn”. Did you mean “json”?")]
    [InlineData("{ metric: pass_rate, min: 0.5, tag: stae-law }", "No item of tickets has the tag “stae-law”. Did you mean “state-law”?")]
    [InlineData("{ metric: cost_usd, max: 1, tag: state-law }", "A cost is gated for the whole run, not for a tag. Take “tag” out.")]
    [InlineData("{ metric: pass_rate, min: 75 }", "“min” takes a number from 0 to 1, not “75”.")]
    [InlineData("{ metric: pass_rate, min: NaN }", "“min” takes a number from 0 to 1, not “NaN”.")]
    [InlineData("{ metric: error_rate, max: 2% }", "“max” takes a number from 0 to 1, not “2%”.")]
    [InlineData("{ metric: latency_p95_ms, max: -1 }", "“max” takes a number from 0 to 1000000000, not “-1”.")]
    [InlineData("{ metric: pass_rate, against: production, max_drop: 3 }", "“max_drop” takes a number from 0 to 1, not “3”.")]
    [InlineData("{ metric: pass_rate, against: production, max_age_days: -1 }", "“max_age_days” takes a number from 0 to 36500, not “-1”.")]
    [InlineData(
        "{ metric: pass_rate, min: 0.5, exit: incomplet }",
        "“exit” can't be “incomplet”; it takes fail, incomplete. Did you mean “incomplete”?"
    )]
    [InlineData("{ metric: pass_rate, min: , against: ~ }", "The gate allows everything. Give it “min”, “max”, or “against” a label.")]
    [InlineData("{ metric: pass_rate }", "The gate allows everything. Give it “min”, “max”, or “against” a label.")]
    [InlineData("{ metric: pass_rate, min: 0.5, against: production }", "A limit and a comparison are two gates. Write two.")]
    [InlineData("{ metric: error_rate, against: production }", "“error_rate” is not compared with a baseline; give it “max”.")]
    [InlineData("{ metric: cost_usd, min: 1 }", "“cost_usd” has a ceiling and no floor; give it “max”.")]
    [InlineData("{ metric: pass_rate, min: 0.9, max: 0.5 }", "“min” is greater than “max”, so nothing can pass.")]
    [InlineData("{ metric: pass_rate, min: 0.9, max_drop: 0.1 }", "This belongs to a comparison; say “against” what.")]
    [InlineData("{ metric: pass_rate, min: 0.9, max_age_days: 3 }", "This belongs to a comparison; say “against” what.")]
    [InlineData("{ metric: pass_rate, minn: 0.9, max: 1 }", "“minn” is not known in a gate. Did you mean “min”?")]
    [InlineData(
        "{ metric: pass_rate, floor: 0.9, max: 1 }",
        "“floor” is not known in a gate. Known: against, exit, grader, max, max_age_days, max_drop, metric, min, tag."
    )]
    public void A_wrong_gate_is_refused_with_its_line_and_the_mend(string gate, string message)
    {
        var problems = new Problems();

        var rules = GateRules.Of(EvalSet("  - " + gate), problems);

        Assert.Empty(rules);
        Assert.Equal(["evalsets/tickets/evalset.yaml:9: " + message], problems.Found.Select(problem => problem.ToString()));
    }

    [Fact]
    public void All_that_is_wrong_with_all_gates_is_told_at_once()
    {
        var problems = new Problems();

        var rules = GateRules.Of(
            EvalSet(
                """
                  - { metric: pass_rate, min: 0.75 }
                  - metric: error_rate
                    min: 0.5
                    against: production
                  - { metric: speed, max: 1 }
                """
            ),
            problems
        );

        Assert.Equal("pass_rate", Assert.Single(rules).Metric.Name);
        Assert.Equal(
            [
                "evalsets/tickets/evalset.yaml:12: A limit and a comparison are two gates. Write two.",
                "evalsets/tickets/evalset.yaml:12: “error_rate” is not compared with a baseline; give it “max”.",
                "evalsets/tickets/evalset.yaml:11: “error_rate” has a ceiling and no floor; give it “max”.",
            ],
            problems.Found.Take(3).Select(problem => problem.ToString())
        );
        Assert.StartsWith(
            "evalsets/tickets/evalset.yaml:13: There is no metric “speed”.",
            problems.Found[3].ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_wrong_gate_of_the_command_line_is_quoted()
    {
        var problems = new Problems();

        Assert.Null(GateRules.Parse("metric: pass_rte, min: 0.75", EvalSet(""), problems));
        Assert.Null(GateRules.Parse("metric", EvalSet(""), problems));

        Assert.Equal(
            [
                "--gate \"metric: pass_rte, min: 0.75\": There is no metric “pass_rte”. Did you mean “pass_rate”?",
                "--gate \"metric\": “metric” is missing. Add “metric: pass_rate”.",
            ],
            problems.Found.Select(problem => problem.ToString())
        );
    }

    [Fact]
    public void A_warning_of_another_reader_does_not_end_a_gate()
    {
        var problems = new Problems();
        problems.Warn("promptlab.yaml", null, "Something else.");

        Assert.Single(GateRules.Of(EvalSet("  - { metric: pass_rate, min: 0.5 }"), problems));
    }

    public void Dispose() => _bench.Dispose();

    private IReadOnlyList<GateRule> Read(string gates)
    {
        var problems = new Problems();
        var rules = GateRules.Of(EvalSet(gates), problems);
        Assert.Empty(problems.Found);
        return rules;
    }

    private EvalSet EvalSet(string gates)
    {
        const string File = "evalsets/tickets/evalset.yaml";
        _bench.Write("evalsets/tickets/items.csv", "id,tags,message,expected\nt-1,state-law;hard,a,yes\nt-2,,b,no\n");
        _bench.Write(
            File,
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            graders:
              - { id: json, type: is-json }
              - { id: right, type: equals }
            # The gates.
            gates:

            """
                + gates
                + "\n"
        );
        var problems = new Problems();
        var evalSet = EvalSetFile.Read(Path.Combine(_bench.Folder, File), File, problems);
        Assert.Empty(problems.Found);
        return evalSet!;
    }
}
