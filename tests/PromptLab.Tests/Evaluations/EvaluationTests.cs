using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Evaluations;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Prompts;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Evaluations;

public sealed class EvaluationTests
{
    private static readonly Prompt Triage = Prompt.Parse(
        """
        ---
        schema: promptlab/prompt@1
        name: triage
        version: v1
        variables:
          message: { required: true }
        ---

        # Task

        Say yes or no.

        # Current query

        {message}
        """
    );

    [Fact]
    public async Task A_prompt_a_set_and_a_client_give_a_pass_rate_with_its_interval()
    {
        var set = EvalSet.Of([Item("a", "yes"), Item("b", "no"), Item("c", "yes"), Item("d", "yes")]);

        var result = await Run(set, new ScriptedModel(ScriptedModel.Answer("yes")));

        // Wilson, 3 of 4: https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval
        Assert.Equal("75.0% (3/4), 95% 30.1% to 95.4%", result.ToString());
        Assert.Equal((3, 4), (result.PassRate.Passed, result.PassRate.Scored));
        Assert.Equal(0.75, result.PassRate.Value);
        Assert.Equal(["a", "b", "c", "d"], result.Ids);
        Assert.Equal("yes", result.Of("b").Output);
    }

    [Fact]
    public async Task Items_of_the_holdout_are_left_out()
    {
        var set = EvalSet.Of([Item("a", "yes") with { Split = "dev" }, Item("b", "yes") with { Split = "holdout" }]);
        var model = new ScriptedModel(ScriptedModel.Answer("yes"));

        var result = await Run(set, model);

        Assert.Equal(["a"], result.Ids);
        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task Items_that_examples_are_taken_from_are_asked_only_by_name()
    {
        var set = EvalSet.Of([Item("a", "yes") with { Split = "dev" }, Item("b", "yes") with { Split = "train" }]);
        var model = new ScriptedModel(ScriptedModel.Answer("yes"));

        Assert.Equal(["a"], (await Run(set, model)).Ids);
        Assert.Equal(["b"], (await Run(set, model, new() { Splits = ["train"] })).Ids);
    }

    [Fact]
    public async Task Naming_the_holdout_is_refused_with_the_way_to_confirm()
    {
        var set = EvalSet.Of([Item("a", "yes") with { Split = "dev" }, Item("b", "yes") with { Split = "holdout" }]);
        var model = new ScriptedModel(ScriptedModel.Answer("yes"));

        foreach (
            var options in (EvaluationOptions[])
                [new() { Splits = ["holdout"] }, new() { Splits = ["dev", "holdout"] }, new() { Items = ["b"] }]
        )
        {
            var refused = await Assert.ThrowsAsync<InputException>(() => Run(set, model, options));
            Assert.Contains("promptlab confirm", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, model.Calls);
    }

    [Fact]
    public async Task A_set_whose_items_are_all_sealed_is_refused_in_the_same_way()
    {
        var set = EvalSet.Of([Item("b", "yes") with { Split = "holdout" }]);

        var refused = await Assert.ThrowsAsync<InputException>(() => Run(set, new ScriptedModel(ScriptedModel.Answer())));

        Assert.Contains("promptlab confirm", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wildcard_never_reaches_the_holdout()
    {
        var set = EvalSet.Of([Item("a1", "yes") with { Split = "dev" }, Item("a2", "yes") with { Split = "holdout" }]);

        Assert.Equal(["a1"], (await Run(set, new ScriptedModel(ScriptedModel.Answer("yes")), new() { Items = ["a*"] })).Ids);
    }

    [Fact]
    public async Task A_client_that_throws_fails_the_item_and_no_other()
    {
        var set = EvalSet.Of([Item("a", "yes"), Item("b", "yes")]);
        var calls = 0;
        var model = new ScriptedModel(_ =>
            Interlocked.Increment(ref calls) == 1
                ? throw new InvalidOperationException("No such tool.")
                : Task.FromResult(ScriptedModel.Response("yes"))
        );

        var result = await Run(set, model, new() { Concurrency = 1 });

        Assert.Equal(
            """
            100.0% (1/1), 95% 20.7% to 100.0%; 1 failed of 2
            failed calls: 1 of type client-error, the first: a: InvalidOperationException: No such tool.
            """,
            result.ToString()
        );
        Assert.True(result.HasTooManyErrors);
    }

    [Fact]
    public async Task A_key_that_is_refused_three_times_in_a_row_ends_the_calls_and_the_rates_are_not_used()
    {
        var set = EvalSet.Of(Enumerable.Range(1, 5).Select(number => Item($"item-{number}", "yes")));
        var model = new ScriptedModel(ScriptedModel.Fail("http-401"));

        var result = await Run(set, model, new() { Concurrency = 1 });

        Assert.Equal((3, 3, 2), (model.Calls, result.Count, result.CallsNotMade));
        Assert.True(result.HasTooManyErrors);
        Assert.StartsWith("– (0/0); 3 failed, 2 not called of 5\n", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("refused", Assert.Single(result.StopReasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_scored_is_no_rate_of_zero()
    {
        var set = EvalSet.Of([Item("a", "yes")]);

        var result = await Run(set, new ScriptedModel(_ => throw new InvalidOperationException("No.")));

        Assert.Null(result.PassRate.Value);
        Assert.StartsWith("– (0/0); 1 failed of 1", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_does_not_fit_the_items_is_refused_before_any_call()
    {
        var set = EvalSet.Of([EvalItem.Of("a", new Dictionary<string, string> { ["mesage"] = "hi" }, "yes")]);
        var model = new ScriptedModel(ScriptedModel.Answer());

        var refused = await Assert.ThrowsAsync<InputException>(() => Run(set, model));

        Assert.Contains("“mesage” is neither a known column nor a variable of triage@v1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, model.Calls);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1001, 1)]
    public async Task Numbers_out_of_range_are_refused(int repeats, int concurrency) =>
        await Assert.ThrowsAsync<InputException>(() =>
            Run(
                EvalSet.Of([Item("a", "yes")]),
                new ScriptedModel(ScriptedModel.Answer()),
                new() { Repeats = repeats, Concurrency = concurrency }
            )
        );

    [Fact]
    public async Task Repeats_ask_each_item_again_and_are_told_apart()
    {
        var set = EvalSet.Of([Item("a", "yes")]);
        var model = new ScriptedModel(ScriptedModel.Answer("yes"), ScriptedModel.Answer("no"));

        var result = await Run(set, model, new() { Repeats = 2, Concurrency = 1 });

        Assert.Equal((2, 2, 0.5), (model.Calls, result.Count, result.PassRate.Value));
        Assert.Equal(("yes", "no"), (result.Of("a").Output, result.Of("a", repeat: 2).Output));
        Assert.Throws<KeyNotFoundException>(() => result.Of("a", repeat: 3));
    }

    [Fact]
    public async Task A_cancelled_evaluation_throws_and_gives_no_rate()
    {
        using var stopping = new CancellationTokenSource();
        var set = EvalSet.Of([Item("a", "yes")]);
        var model = new ScriptedModel(async token =>
        {
            await stopping.CancelAsync();
            token.ThrowIfCancellationRequested();
            return ScriptedModel.Response("yes");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Evaluation.RunAsync(Triage, set, model, cancellationToken: stopping.Token)
        );
    }

    [Fact]
    public async Task A_grader_of_ones_own_is_named_in_the_set_and_given_in_the_options()
    {
        var graders = new GraderCatalog();
        graders.Add("shouts", revision: 1, _ => new ShoutsGrader());
        var set = EvalSet.Of([Item("a", "yes")], "shouts");

        Assert.Equal(1, (await Run(set, new ScriptedModel(ScriptedModel.Answer("YES")), new() { Graders = graders })).PassRate.Value);
        Assert.Equal(0, (await Run(set, new ScriptedModel(ScriptedModel.Answer("yes")), new() { Graders = graders })).PassRate.Value);
    }

    [Fact]
    public async Task Parameters_are_sent_and_a_price_makes_the_cost_known()
    {
        var model = new ScriptedModel(ScriptedModel.Answer("yes"));
        var options = new EvaluationOptions
        {
            Parameters = new() { Temperature = 0.5 },
            Price = new() { InputPerMillion = 1_000_000, OutputPerMillion = 2_000_000 },
        };

        var result = await Run(EvalSet.Of([Item("a", "yes")]), model, options);

        Assert.Equal(0.5f, model.Options[0]!.Temperature);
        Assert.Null(model.Options[0]!.ModelId); // the client knows its model
        Assert.Equal(18m, result.Of("a").CostUsd); // 12 × $1 + 3 × $2
    }

    private static Task<EvaluationResult> Run(EvalSet set, IChatClient model, EvaluationOptions? options = null) =>
        Evaluation.RunAsync(Triage, set, model, options, TestContext.Current.CancellationToken);

    private static EvalItem Item(string id, string expected) =>
        EvalItem.Of(id, new Dictionary<string, string> { ["message"] = "Is it " + id + "?" }, expected);

    private sealed class ShoutsGrader : IGrader
    {
        public string Name => "shouts";

        public ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken) =>
            new(
                !context.Response.Text.Any(char.IsLower)
                    ? Score.Of(1, "shouts.yes", "It shouts.")
                    : Score.Of(0, "shouts.no", "It does not shout.")
            );
    }
}
