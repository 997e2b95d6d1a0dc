namespace PromptLab.Tests.Linting;

public sealed class ExamplesTests : IDisposable
{
    private readonly LintBench _bench = new();

    [Theory]
    [InlineData("""{"queue": "sales"}""", "at /queue: ")]
    [InlineData("billing", "This is not valid JSON: ")]
    public async Task An_example_that_breaks_the_response_schema_is_found(string output, string problem)
    {
        _bench.FrontMatter =
            "response_schema: { type: object, properties: { queue: { enum: [billing, technical] } }, required: [queue] }\n";
        _bench.Sections["Examples"] = "";
        _bench.Example("bill", "Why?", output);
        _bench.Example("crash", "How?", """{"queue": "technical"}""");

        var found = await _bench.FindAsync();

        Assert.StartsWith(
            $"warning: prompts/triage/draft.prompt.md:22: The output of the example “bill” breaks the prompt's response schema: {problem}",
            found,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "The model is told one thing and shown another: mend the example or the schema. [example-breaks-schema]",
            found,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\n', found);
    }

    [Fact]
    public async Task Examples_of_one_label_are_found()
    {
        _bench.Sections["Examples"] = "";
        _bench.Example("bill", "Why was I charged?", "billing");
        _bench.Example("card", "My card was refused.", "Billing");

        Assert.Equal(
            "note: prompts/triage/draft.prompt.md:17: All 2 examples have the answer “billing”; the items have 2 labels. A model copies what it is shown: add an example of another. [examples-alike]",
            await _bench.FindAsync()
        );
    }

    [Fact]
    public async Task Examples_that_all_have_a_field_which_many_items_lack_are_found()
    {
        _bench.Columns = "id,split,message,expected.order";
        _bench.Grader = "{ id: order, type: json-field, field: order, equals: \"{expected.order}\", absent_when_missing: true }";
        for (var i = 0; i < 50; i++)
            _bench.Items[i] = _bench
                .Items[i]
                .Replace("billing", "", StringComparison.Ordinal)
                .Replace("technical", "K", StringComparison.Ordinal);
        _bench.Sections["Examples"] = "";
        _bench.Example("bill", "Where is order A?", """{"order": "A"}""");
        _bench.Example("card", "I wait for my order B.", """{"order": "B"}""");

        Assert.Equal(
            "note: prompts/triage/draft.prompt.md:17: All 2 examples have a value for “order”, and 25 of 50 items have none. A model copies what it is shown: add an example without one. [examples-alike]",
            await _bench.FindAsync()
        );
    }

    [Fact]
    public async Task Examples_of_one_text_are_found()
    {
        _bench.Sections["Examples"] = "";
        _bench.Example("first", "Please refund order 4711 today", "billing");
        _bench.Example("second", "Please refund order 4712 today", "technical");
        _bench.Example("third", "please refund order 4713 today", "billing");

        Assert.Equal(
            "note: prompts/triage/draft.prompt.md:17: All 3 examples are nearly the same text: their word triples have a Jaccard similarity of 0.80 or more with those of the first, digits alike. Write examples that differ as the items do. [examples-alike]",
            await _bench.FindAsync()
        );
    }

    public void Dispose() => _bench.Dispose();
}
