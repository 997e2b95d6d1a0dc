namespace PromptLab.Tests.Linting;

public sealed class FewShotLeakageTests : IDisposable
{
    private readonly LintBench _bench = new();

    [Fact]
    public async Task In_a_clean_project_nothing_is_found()
    {
        var result = await _bench.CheckAsync();

        Assert.Equal("1 prompt text, 1 eval set with 50 items, 1 model, 1 experiment: nothing is wrong. Nothing was sent.\n", result.Out);
    }

    [Fact]
    public async Task An_example_that_is_an_item_is_found()
    {
        _bench.Items[6] = "t-07,dev,Why was I charged twice this month?,billing";

        Assert.Equal(
            "warning: prompts/triage/draft.prompt.md:19: The example “bill” is the item “t-07” of dev (evalsets/tickets/items.csv:8), whatever the case and the white space. What the model was shown says nothing about what it can do: write another example, or move the item to train. [few-shot-leakage]",
            await _bench.FindAsync()
        );
    }

    [Theory]
    [InlineData("why was i CHARGED twice this month?")]
    [InlineData(" Why  was I charged\ttwice this month? ")]
    [InlineData("Ｗhy was I charged twice this month?")] // a full-width W, which NFKC makes a plain one
    public async Task Case_white_space_and_forms_of_letters_hide_nothing(string message)
    {
        _bench.Items[6] = $"t-07,holdout,{message},billing";

        Assert.Contains(
            "The example “bill” is the item “t-07” of holdout (evalsets/tickets/items.csv:8), whatever the case and the white space.",
            await _bench.FindAsync(),
            StringComparison.Ordinal
        );
    }

    // 29 words have 27 triples; a word changed in the middle changes three: 24 shared of 30, which is 0.80.
    [Fact]
    public async Task An_example_with_one_word_changed_is_found_with_the_similarity_and_the_threshold()
    {
        const string Text =
            "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu one two three";
        _bench.Items[6] = $"t-07,dev,{Text},billing";
        _bench.Example("radio", Text.Replace("oscar", "oboe", StringComparison.Ordinal), "billing");

        Assert.Equal(
            "warning: prompts/triage/draft.prompt.md:39: The example “radio” is nearly the item “t-07” of dev (evalsets/tickets/items.csv:8): the Jaccard similarity of their word triples is 0.80, and 0.80 or more counts, digits alike. What the model was shown says nothing about what it can do: write another example, or move the item to train. [few-shot-leakage]",
            await _bench.FindAsync()
        );
    }

    // 28 words: 23 shared of 29, which is 0.79.
    [Fact]
    public async Task Below_the_threshold_nothing_is_said()
    {
        const string Text =
            "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu one two";
        _bench.Items[6] = $"t-07,dev,{Text},billing";
        _bench.Example("radio", Text.Replace("oscar", "oboe", StringComparison.Ordinal), "billing");

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task Another_number_does_not_make_another_item()
    {
        _bench.Items[6] = "t-07,dev,Please refund order 4711 today,billing";
        _bench.Example("order", "Please refund order 8150 today", "billing");

        Assert.Contains(
            "The example “order” is nearly the item “t-07” of dev (evalsets/tickets/items.csv:8): the Jaccard similarity of their word triples is 1.00, and 0.80 or more counts, digits alike.",
            await _bench.FindAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_example_with_another_label_than_its_item_is_told_with_both()
    {
        _bench.Items[6] = "t-07,dev,Why was I charged twice this month?,technical";

        Assert.Contains(
            "Their answers differ: “billing” in the example, “technical” in the item.",
            await _bench.FindAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Further_items_are_counted()
    {
        _bench.Items[6] = "t-07,dev,Why was I charged twice this month?,billing";
        _bench.Items[8] = "t-09,dev,why was I charged twice this month?,billing";

        Assert.Contains(
            "is the item “t-07” of dev (evalsets/tickets/items.csv:8), and 1 more alike, whatever",
            await _bench.FindAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Items_of_train_may_be_examples()
    {
        _bench.Items.Add("t-51,train,Why was I charged twice this month?,billing");

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task An_example_is_held_against_the_whole_query_too()
    {
        _bench.Variables = "{ message: { required: true, trust: untrusted }, plan: {} }";
        _bench.Query = "Plan: {plan}\n\n{message}";
        _bench.Items[6] = "t-07,dev,Help,billing";
        _bench.Column("plan", _ => "gold");
        _bench.Example("whole", "Plan: gold\n\nHelp", "billing");

        Assert.Contains("The example “whole” is the item “t-07” of dev", await _bench.FindAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ few_shot_leakage: error }")]
    [InlineData("{}", "--ci")]
    public async Task Where_the_project_or_the_command_line_says_so_it_is_an_error(string lint, params string[] options)
    {
        _bench.Lint = lint;
        _bench.Items[6] = "t-07,dev,Why was I charged twice this month?,billing";

        var result = await _bench.CheckAsync(options);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("prompts/triage/draft.prompt.md:19: The example “bill” is the item “t-07”", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("[few-shot-leakage]\n1 problem. Nothing was sent.\n", result.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
