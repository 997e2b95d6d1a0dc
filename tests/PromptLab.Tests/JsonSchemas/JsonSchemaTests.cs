using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.JsonSchemas;

namespace PromptLab.Tests.JsonSchemas;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type": 5}""", "“type” takes one or several of array, boolean, integer, null, number, object, string, not 5.")]
    [InlineData(
        """{"type": "strng"}""",
        "“type” takes one or several of array, boolean, integer, null, number, object, string, not \"strng\"."
    )]
    [InlineData("""{"properties": {"a": {"required": [1]}}}""", "“required” takes a list of texts, not [1].")]
    [InlineData("""{"enum": 5}""", "“enum” takes a list, not 5.")]
    [InlineData("""{"minLength": "3"}""", "“minLength” takes a whole number from 0, not \"3\".")]
    [InlineData("""{"items": "x"}""", "“items” takes a schema, or in draft 7 a list of them, not \"x\".")]
    [InlineData("""{"multipleOf": 0}""", "“multipleOf” takes a number above 0, not 0.")]
    [InlineData("""{"pattern": "("}""", "“(” is no valid pattern.")]
    [InlineData(
        """{"$ref": "#/$defs/none"}""",
        "“$ref”: “#/$defs/none” leads nowhere. A schema is never loaded from the network; put it into this file, under “$defs”."
    )]
    [InlineData(
        """{"$schema": "http://json-schema.org/draft-04/schema#"}""",
        "“$schema”: “http://json-schema.org/draft-04/schema#” is not known; this version reads https://json-schema.org/draft/2020-12/schema and http://json-schema.org/draft-07/schema#."
    )]
    public void A_schema_that_would_check_nothing_is_told_when_it_is_read(string schema, string problem)
    {
        var problems = new Problems();

        JsonSchema.Read(JsonNode.Parse(schema)!, "answer.schema.json", problems);

        Assert.Equal("answer.schema.json: " + problem, Assert.Single(problems.Found).ToString());
    }

    [Fact]
    public void What_is_wrong_is_told_with_its_place()
    {
        var schema = JsonSchema.Read(
            JsonNode.Parse(
                """{"type":"object","required":["order"],"properties":{"order":true,"amount":{"type":["number","null"]}},"additionalProperties":false}"""
            )!,
            "s",
            new Problems()
        );

        Assert.Equal(
            [
                new SchemaViolation("", "required", "“order” is missing."),
                new SchemaViolation("/amount", "type", "It must be number or null."),
                new SchemaViolation("/paid", "false", "Nothing is allowed here."),
            ],
            schema.Validate(JsonNode.Parse("""{"amount":"12","paid":true}"""))
        );
        Assert.Empty(schema.Validate(JsonNode.Parse("""{"order":"A-1","amount":12.5}""")));
    }

    [Fact]
    public void A_pattern_that_takes_too_long_is_not_taken_for_one_that_does_not_match()
    {
        var schema = JsonSchema.Read(JsonNode.Parse("""{"not":{"pattern":"^(?=(a+)+$)b"}}""")!, "s", new Problems());

        Assert.Throws<RegexMatchTimeoutException>(() => schema.Validate(JsonValue.Create(new string('a', 40) + "!")));
    }
}
