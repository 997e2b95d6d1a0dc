namespace PromptLab.Tests.Linting;

public sealed class LabelsTests : IDisposable
{
    private readonly LintBench _bench = new();

    [Fact]
    public async Task A_label_that_the_prompt_never_names_is_found()
    {
        _bench.Sections["Task"] = "Say which queue the message belongs to.";
        _bench.Sections.Remove("Examples");

        Assert.Equal(
            "warning: prompts/triage/draft.prompt.md:13: The prompt never names the labels “billing”, “technical” of the grader “queue” (evalsets/tickets/evalset.yaml:5). A model can hardly choose what it is not told: name them, or take them out of the grader. [label-missing]",
            await _bench.FindAsync()
        );
    }

    [Fact]
    public async Task A_label_that_only_an_example_or_a_trusted_value_names_is_named()
    {
        _bench.Sections["Task"] = "Say which queue of {queues} the message belongs to.";
        _bench.Sections.Remove("Examples");
        _bench.Variables = "{ message: { required: true, trust: untrusted }, queues: { default: \"billing, technical\" } }";

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task A_label_inside_another_word_is_not_named()
    {
        _bench.Sections["Task"] = "Say which queue the message belongs to: rebilling or technical.";
        _bench.Sections.Remove("Examples");

        Assert.Contains("never names the label “billing” of", await _bench.FindAsync(), StringComparison.Ordinal);
    }

    // 41 of 50 is 82%.
    [Fact]
    public async Task One_label_of_more_than_four_fifths_of_the_items_is_found()
    {
        for (var i = 0; i < 50; i++)
            _bench.Items[i] = $"t-{i},dev,message {i},{(i < 41 ? "billing" : "technical")}";

        Assert.Equal(
            "note: evalsets/tickets/evalset.yaml:5: “billing” is the right answer of 41 of 50 items of dev (82.0%; more than 80% is unbalanced), so that a prompt which always says it passes as many. By label: billing 41, technical 9. Add items of the others. [unbalanced-labels]",
            await _bench.FindAsync()
        );
    }

    [Theory]
    [InlineData("{ id: queue, type: label, labels: [billing, technical, sales] }", "“sales”", "billing 25, technical 25, sales 0")]
    public async Task A_label_of_fewer_than_five_items_is_found(string grader, string rare, string counts)
    {
        _bench.Grader = grader;
        _bench.Sections["Task"] += " Or sales.";

        Assert.Equal(
            $"note: evalsets/tickets/evalset.yaml:5: Fewer than 5 items of dev have {rare}, so that hardly anything shows there. By label: {counts}. Add items. [unbalanced-labels]",
            await _bench.FindAsync()
        );
    }

    [Fact]
    public async Task Free_answers_that_are_compared_word_for_word_are_no_labels()
    {
        _bench.Grader = "{ id: right, type: equals }";
        for (var i = 0; i < 50; i++)
            _bench.Items[i] = $"t-{i},dev,message {i},answer {i}";

        Assert.Equal("", await _bench.FindAsync());
    }

    public void Dispose() => _bench.Dispose();
}
