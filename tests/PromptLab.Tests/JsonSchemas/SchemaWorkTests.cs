using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.JsonSchemas;
using PromptLab.Tests.Files;

namespace PromptLab.Tests.JsonSchemas;

/// <summary>The work of an evaluation, counted in steps: it is in proportion to the value, or given up.</summary>
public sealed class SchemaWorkTests
{
    private const int Many = 40_000;

    [Fact]
    public void Unique_items_take_steps_in_proportion_to_the_items()
    {
        var budget = new WorkBudget();

        Assert.Empty(Unique(string.Join(',', Enumerable.Range(0, Many)), budget));

        Assert.InRange(budget.Steps, Many, 3 * Many);
    }

    [Theory]
    [InlineData("1, 1.0")]
    [InlineData("100, 1e2")]
    [InlineData("0, -0.0")]
    [InlineData("""{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}""")]
    [InlineData("""[1], [1]""")]
    [InlineData("""null, null""")]
    [InlineData("\"a\", \"\\u0061\"")]
    [InlineData("12345678901234567890123456789012345678901, 1234567890123456789012345678901234567890.1e1")]
    public void Equal_items_are_not_unique(string items) =>
        Assert.Equal("uniqueItems", Assert.Single(Unique(items, new WorkBudget())).Keyword);

    [Theory]
    [InlineData("1, \"1\"")]
    [InlineData("0, false")]
    [InlineData("null, \"null\"")]
    [InlineData("[1, 2], [2, 1]")]
    [InlineData("[1, 2], [12]")]
    [InlineData("""["a", "b"], ["a\",\"b"]""")]
    [InlineData("""{"a": 1}, {"a": 1, "b": 1}""")]
    [InlineData("1e400, 1e401")]
    [InlineData("12345678901234567890123456789012345678901, 12345678901234567890123456789012345678902")]
    [InlineData("[], {}")]
    public void Different_items_are_unique(string items) => Assert.Empty(Unique(items, new WorkBudget()));

    [Fact]
    public void A_schema_that_doubles_forty_times_is_warned_of_when_it_is_read_and_given_up_when_it_is_used()
    {
        var problems = new Problems();
        var schema = JsonSchema.Read(Doubling(40), "s.json", problems);

        Assert.Equal(
            "s.json: The references of this schema multiply: checking one value takes more than 5,000,000 steps, so that responses are undecided.",
            Assert.Single(problems.Found).ToString()
        );
        Assert.False(problems.HasErrors);
        Assert.Throws<WorkBudgetException>(() => schema.Validate(JsonValue.Create(1)));
    }

    [Fact]
    public void A_schema_that_doubles_ten_times_is_used()
    {
        var (problems, budget) = (new Problems(), new WorkBudget());

        Assert.Empty(JsonSchema.Read(Doubling(10), "s.json", problems).Validate(JsonValue.Create(1), budget));

        Assert.Empty(problems.Found);
        Assert.InRange(budget.Steps, 1 << 11, 1 << 14);
    }

    [Theory]
    [InlineData("""{"$ref": "#"}""")]
    [InlineData("""{"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}}}""")]
    [InlineData("""{"properties": {"x": {"anyOf": [true, {"$ref": "#/properties/x"}]}}}""")]
    public void A_schema_that_leads_back_to_itself_is_refused(string schema)
    {
        var problems = new Problems();

        JsonSchema.Read(JsonNode.Parse(schema)!, "s.json", problems);

        Assert.Equal(
            "s.json: The schema leads back to itself by “$ref” without a step into the value, so that checking a value never ends.",
            Assert.Single(problems.Found).ToString()
        );
    }

    [Fact]
    public void A_schema_that_leads_back_to_itself_by_a_step_into_the_value_is_used_to_the_deepest_value_on_a_small_stack() =>
        DeepNestingTests.OnSmallStack(() =>
        {
            var problems = new Problems();
            var schema = JsonSchema.Read(
                JsonNode.Parse("""{"$ref": "#/$defs/list", "$defs": {"list": {"type": "array", "items": {"$ref": "#/$defs/list"}}}}""")!,
                "s.json",
                problems
            );

            Assert.Empty(problems.Found);
            Assert.Empty(schema.Validate(StrictJson.Parse(new string('[', 256) + new string(']', 256), out _)));
        });

    [Fact]
    public void A_long_chain_of_references_is_given_up_and_is_no_violation()
    {
        var schema = new JsonObject { ["$ref"] = "#/$defs/d0", ["$defs"] = Definitions(5000, i => [i + 1]) };

        Assert.Throws<WorkBudgetException>(() => JsonSchema.Read(schema, "s.json", new Problems()).Validate(JsonValue.Create(1)));
    }

    [Fact]
    public void A_cancelled_token_ends_an_evaluation()
    {
        var schema = JsonSchema.Read(Doubling(10), "s.json", new Problems());

        Assert.ThrowsAny<OperationCanceledException>(() =>
            schema.Validate(JsonValue.Create(1), new WorkBudget(new CancellationToken(canceled: true)))
        );
    }

    [Theory]
    [InlineData("multipleOf", "0.1")]
    [InlineData("maximum", "1e999999")]
    public void Numbers_of_a_million_digits_are_compared_exactly_or_given_up(string keyword, string limit)
    {
        var schema = JsonSchema.Read(JsonNode.Parse($$"""{"{{keyword}}": {{limit}}}""")!, "s.json", new Problems());

        Assert.Empty(schema.Validate(JsonNode.Parse("1." + new string('0', 1_000_000))));
        Assert.Empty(schema.Validate(JsonNode.Parse("1e300000")));
    }

    [Theory]
    [InlineData("""{"maximum": 1e6000}""", "1e7000", false)]
    [InlineData("""{"minimum": -1e7000}""", "-1e6000", true)]
    [InlineData("""{"multipleOf": 7}""", "7e5000", true)]
    [InlineData("""{"multipleOf": 7}""", "1e5000", false)]
    [InlineData("""{"multipleOf": 1e-7000}""", "0.5", true)]
    [InlineData("""{"type": "integer"}""", "100e-2", true)]
    [InlineData("""{"type": "integer"}""", "100e-3", false)]
    public void Numbers_with_large_exponents_are_compared_exactly(string schema, string number, bool isValid) =>
        Assert.Equal(
            isValid,
            JsonSchema.Read(JsonNode.Parse(schema)!, "s.json", new Problems()).Validate(JsonNode.Parse(number)).Count == 0
        );

    /// <summary>A schema of which every definition names the next one twice.</summary>
    private static JsonObject Doubling(int times) => new() { ["$ref"] = "#/$defs/d0", ["$defs"] = Definitions(times, i => [i + 1, i + 1]) };

    private static JsonObject Definitions(int count, Func<int, int[]> next)
    {
        var all = new JsonObject { [Name(count)] = true };
        for (var i = 0; i < count; i++)
            all[Name(i)] = new JsonObject
            {
                ["allOf"] = new JsonArray([.. next(i).Select(to => new JsonObject { ["$ref"] = $"#/$defs/{Name(to)}" })]),
            };
        return all;
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"d{index}");

    private static IReadOnlyList<SchemaViolation> Unique(string items, WorkBudget budget) =>
        JsonSchema
            .Read(JsonNode.Parse("""{"uniqueItems": true}""")!, "s.json", new Problems())
            .Validate(JsonNode.Parse($"[{items}]"), budget);
}
