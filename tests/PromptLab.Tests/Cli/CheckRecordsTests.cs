namespace PromptLab.Tests.Cli;

/// <summary>What <c>check</c> says of the records that must only grow, and of what gates compare with.</summary>
public sealed class CheckRecordsTests
{
    [Fact]
    public async Task Whole_records_are_no_finding()
    {
        await using var bench = await BeginAsync();

        var result = await bench.Project.TryAsync("check");

        Assert.True(result.Exit == 0, result.Out + result.Error);
        Assert.DoesNotContain("ledger", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("history", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_ledger_is_an_error_with_its_line()
    {
        await using var bench = await BeginAsync();
        bench.Project.Bench.Write(
            HoldoutBench.Ledger,
            bench.Project.Bench.Read(HoldoutBench.Ledger).Replace("\"look\":1", "\"look\":2", StringComparison.Ordinal)
        );

        var result = await bench.Project.TryAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.Contains($"{HoldoutBench.Ledger}:2: No line above has the hash", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"schema\":\"promptlab/holdout-ledger@1\",\"kind\":\"glance\"}")]
    [InlineData("{\"schema\":\"promptlab/holdout-ledger@1\",\"kind\":\"look\",\"look\":\"first\"}")]
    [InlineData("no json")]
    public async Task A_line_that_is_none_of_a_ledger_is_an_error_with_its_line(string line)
    {
        await using var bench = await BeginAsync();
        bench.Project.Bench.Write(HoldoutBench.Ledger, bench.Project.Bench.Read(HoldoutBench.Ledger) + line + "\n");

        var result = await bench.Project.TryAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.Contains($"{HoldoutBench.Ledger}:3: ", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_was_moved_around_its_history_is_a_warning()
    {
        await using var bench = await BeginAsync();
        bench.Project.Bench.Write(
            "prompts/triage/labels.yaml",
            bench.Project.Bench.Read("prompts/triage/labels.yaml").Replace("production: v1", "production: v2", StringComparison.Ordinal)
        );

        var result = await bench.Project.TryAsync("check");

        Assert.Equal(0, result.Exit);
        Assert.Contains(
            "production is v2, and its history ends with v1: it was moved by hand, without evidence.",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_label_that_was_taken_out_around_its_history_is_a_warning()
    {
        await using var bench = await BeginAsync();
        bench.Project.Bench.Write(
            "prompts/triage/labels.yaml",
            bench.Project.Bench.Read("prompts/triage/labels.yaml").Replace("  production: v1\n", "", StringComparison.Ordinal)
        );

        var result = await bench.Project.TryAsync("check");

        Assert.Equal(0, result.Exit);
        Assert.Contains(
            "production is not there, and its history ends with v1: it was taken out by hand, or the command that set it was interrupted. Put it back: promptlab label triage@v1 production",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_gate_against_a_label_that_is_not_there_is_an_error_at_its_line()
    {
        await using var bench = await BeginAsync();
        bench.Project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            bench.Project.Bench.Read("evalsets/tickets/evalset.yaml") + "\ngates:\n  - { metric: pass_rate, against: prodution }\n"
        );

        var result = await bench.Project.TryAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "evalsets/tickets/evalset.yaml:8: triage has no version or label “prodution”. Did you mean “production”?",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("cost_usd")]
    [InlineData("cost_per_item_usd")]
    [InlineData("cost_per_correct_usd")]
    public async Task A_cost_gate_without_the_price_of_its_experiments_model_is_an_error(string metric)
    {
        using var bench = new TestBench();
        await SmallProject.WriteAsync(bench, "http://127.0.0.1:9");
        bench.Write(
            "evalsets/tickets/evalset.yaml",
            bench.Read("evalsets/tickets/evalset.yaml") + $"\ngates:\n  - {{ metric: {metric}, max: 1 }}\n"
        );
        Assert.Equal(0, (await bench.RunAsync("check")).Exit);

        bench.Write(
            "promptlab.yaml",
            bench.Read("promptlab.yaml").Replace("price: { input_per_million: 1, output_per_million: 10 }", "", StringComparison.Ordinal)
        );
        var result = await bench.RunAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            $"evalsets/tickets/evalset.yaml:7: “{metric}” can never be judged: the price of “main” is unknown. Give the model its price in promptlab.yaml, or take the gate out.",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_cost_gate_of_a_set_that_no_experiment_uses_needs_one_model_with_a_price()
    {
        using var bench = new TestBench();
        await SmallProject.WriteAsync(bench, "http://127.0.0.1:9");
        bench.Write(
            "evalsets/tickets/evalset.yaml",
            bench.Read("evalsets/tickets/evalset.yaml") + "\ngates:\n  - { metric: cost_usd, max: 1 }\n"
        );
        var config = bench.Read("promptlab.yaml");
        bench.Write(
            "promptlab.yaml",
            config[..config.IndexOf("experiments:", StringComparison.Ordinal)]
                .Replace("models:\n", "models:\n  free: { provider: served, id: other }\n", StringComparison.Ordinal)
        );

        Assert.Equal(0, (await bench.RunAsync("check")).Exit);
    }

    [Fact]
    public async Task A_gate_on_a_tag_that_no_item_of_the_experiment_has_is_a_warning()
    {
        using var bench = new TestBench();
        await SmallProject.WriteAsync(bench, "http://127.0.0.1:9");
        bench.Write(
            "evalsets/tickets/evalset.yaml",
            bench.Read("evalsets/tickets/evalset.yaml") + "\ngates:\n  - { metric: pass_rate, tag: even, min: 0.1 }\n"
        );
        bench.Write(
            "promptlab.yaml",
            bench.Read("promptlab.yaml").Replace("evalset: tickets }", "evalset: tickets, tags: [odd] }", StringComparison.Ordinal)
        );

        var result = await bench.RunAsync("check");

        Assert.Equal(0, result.Exit);
        Assert.Contains(
            "“pass_rate, tag even” can never be judged in the experiment “all”: none of its 2 items has the tag “even”.",
            result.Out,
            StringComparison.Ordinal
        );
    }

    private static async Task<HoldoutBench> BeginAsync()
    {
        var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        await bench.ConfirmAsync("triage@v2");
        await bench.Project.DoAsync("label", "triage@v1", "production");
        return bench;
    }
}
