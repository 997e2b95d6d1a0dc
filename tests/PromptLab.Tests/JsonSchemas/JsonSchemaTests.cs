using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.JsonSchemas;

namespace PromptLab.Tests.JsonSchemas;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData(
        """{"type": 5}""",
        "At /type: “type” takes one or several of array, boolean, integer, null, number, object, string, not 5."
    )]
    [InlineData(
        """{"properties": {"a": {"type": "strnig"}}}""",
        "At /properties/a/type: “type” takes one or several of array, boolean, integer, null, number, object, string, not \"strnig\". Did you mean “string”?"
    )]
    [InlineData("""{"properties": {"a": {"required": [1]}}}""", "At /properties/a/required: “required” takes a list of texts, not [1].")]
    [InlineData(
        """{"properties": {"a": {"required": true}}}""",
        "At /properties/a/required: “required” takes a list of texts, not true. The object that holds the property lists its name: required: [name]."
    )]
    [InlineData("""{"enum": 5}""", "At /enum: “enum” takes a list, not 5.")]
    [InlineData("""{"minLength": "3"}""", "At /minLength: “minLength” takes a whole number from 0, not \"3\".")]
    [InlineData("""{"items": "x"}""", "At /items: “items” takes a schema, or before draft 2020-12 a list of them, not \"x\".")]
    [InlineData(
        """{"items": [{"type": "string"}]}""",
        "At /items: “items” takes a schema, or before draft 2020-12 a list of them, not [{\"type\":\"string\"}]. Name it “prefixItems”, or state the draft in “$schema”."
    )]
    [InlineData("""{"multipleOf": 0}""", "At /multipleOf: “multipleOf” takes a number above 0, not 0.")]
    [InlineData("""{"pattern": "("}""", "At /pattern: “(” is no valid pattern.")]
    [InlineData("""{"patternProperties": {"a/(": true}}""", "At /patternProperties/a~1(: “a/(” is no valid pattern.")]
    [InlineData("""{"title": 5}""", "At /title: It must be string. It is 5.")]
    [InlineData("""{"required": ["a", "a"]}""", "At /required: Two items are equal.")]
    [InlineData("""{"anyOf": [{"description": ["x"]}]}""", "At /anyOf/0/description: It must be string.")]
    [InlineData(
        """{"$ref": "#/$defs/none"}""",
        "At /$ref: “$ref”: “#/$defs/none” leads nowhere. A schema is never loaded from the network; put it into this file, under “$defs”."
    )]
    [InlineData(
        """{"$schema": "http://json-schema.org/draft-04/schema#"}""",
        "At /$schema: “$schema”: “http://json-schema.org/draft-04/schema#” is not known; this version reads https://json-schema.org/draft/2020-12/schema, https://json-schema.org/draft/2019-09/schema and http://json-schema.org/draft-07/schema#."
    )]
    [InlineData(
        """{"$schema": "https://json-schema.org/draft/2019-09/schema", "items": [{"default": 1, "title": true}]}""",
        "At /items/0/title: It must be string. It is true."
    )]
    [InlineData(
        """{"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"a": {"readOnly": "yes"}}}""",
        "At /definitions/a/readOnly: It must be boolean. It is \"yes\"."
    )]
    public void A_schema_that_breaks_the_rules_of_its_draft_is_told_with_the_place_when_it_is_read(string schema, string problem)
    {
        var problems = new Problems();

        JsonSchema.Read(JsonNode.Parse(schema)!, "answer.schema.json", problems);

        Assert.Equal("answer.schema.json: " + problem, Assert.Single(problems.Found).ToString());
    }

    [Fact]
    public void A_problem_has_the_line_of_its_place_where_the_text_is_known()
    {
        const string text = "{\n  \"properties\": {\n    \"a\": {},\n    \"b/c\": {\n      \"type\": \"strnig\" } } }";
        var problems = new Problems();

        JsonSchema.Read(JsonNode.Parse(text)!, "s.json", problems, new SchemaReading { Text = text });

        Assert.StartsWith(
            "s.json:5: At /properties/b~1c/type: “type” takes",
            Assert.Single(problems.Found).ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("https://json-schema.org/draft/2020-12/schema")]
    [InlineData("https://json-schema.org/draft/2019-09/schema")]
    [InlineData("http://json-schema.org/draft-07/schema#")]
    public void A_schema_may_refer_to_the_one_of_a_draft(string address)
    {
        var problems = new Problems();
        var schema = JsonSchema.Read(new JsonObject { ["$ref"] = address }, "s.json", problems);

        Assert.Empty(problems.Found);
        Assert.Empty(schema.Validate(JsonNode.Parse("""{"type": "string", "not": {"minLength": 3}}""")));
        Assert.Equal("/not/minLength", schema.Validate(JsonNode.Parse("""{"not": {"minLength": -3}}"""))[0].Pointer);
    }

    [Theory]
    [InlineData("date-time", "2026-11-29T19:00:00Z", "2026-11-29 19:00:00Z")]
    [InlineData("date", "2024-02-29", "2023-02-29")]
    [InlineData("time", "23:59:60Z", "12:59:60Z")]
    [InlineData("duration", "P1Y2M3DT4H5M6S", "P1D2H")]
    [InlineData("email", "a.b@example.com", "a..b@example.com")]
    [InlineData("idn-email", "ü@exämple.de", "ü")]
    [InlineData("hostname", "www.example.com", "-a.example.com")]
    [InlineData("ipv4", "127.0.0.1", "127.0.0.01")]
    [InlineData("ipv6", "::ffff:10.0.0.1", "1::2::3")]
    [InlineData("uri", "https://example.com/a?b#c", "//example.com")]
    [InlineData("uri-reference", "../a", "a b")]
    [InlineData("iri", "https://exämple.de/ü", "https://exämple.de/ ü")]
    [InlineData("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08aa9811eab4aa73b441d16380")]
    [InlineData("json-pointer", "/a~1b/0", "a")]
    [InlineData("relative-json-pointer", "1/a", "01/a")]
    [InlineData("regex", "^a+$", "(a")]
    public void A_format_is_checked_where_it_is_asked_for_and_nowhere_else(string format, string right, string wrong)
    {
        var node = new JsonObject { ["format"] = format };
        var checking = JsonSchema.Read(node, "s.json", new Problems(), new SchemaReading { AssertsFormat = true });

        Assert.Empty(checking.Validate(JsonValue.Create(right)));
        Assert.Equal(
            new SchemaViolation("", "format", $"It does not have the format {format}."),
            Assert.Single(checking.Validate(JsonValue.Create(wrong)))
        );
        Assert.Empty(checking.Validate(JsonValue.Create(5)));
        Assert.Empty(JsonSchema.Read(node, "s.json", new Problems()).Validate(JsonValue.Create(wrong)));
    }

    [Fact]
    public void A_format_that_is_not_known_is_warned_of_where_formats_are_checked()
    {
        var node = new JsonObject { ["format"] = "iban" };
        var (asked, other) = (new Problems(), new Problems());

        JsonSchema.Read(node, "s.json", asked, new SchemaReading { AssertsFormat = true });
        JsonSchema.Read(node, "s.json", other);

        Assert.StartsWith(
            "At /format: The format “iban” is not checked; these are: date, ",
            Assert.Single(asked.Found).Message,
            StringComparison.Ordinal
        );
        Assert.False(asked.HasErrors);
        Assert.Empty(other.Found);
    }

    // Worked by hand from https://json-schema.org/draft/2019-09/json-schema-core#section-8.2.4.2 and 9.3.
    [Theory]
    [InlineData("""{"items": [{"type": "string"}], "additionalItems": {"type": "number"}}""", """["a", 1]""", """["a", "b"]""")]
    [InlineData("""{"dependentRequired": {"a": ["b"]}}""", """{"a": 1, "b": 1}""", """{"a": 1}""")]
    [InlineData("""{"dependentSchemas": {"a": {"required": ["b"]}}}""", """{"a": 1, "b": 1}""", """{"a": 1}""")]
    [InlineData("""{"items": [true], "unevaluatedItems": false}""", "[1]", "[1, 2]")]
    [InlineData("""{"contains": {"const": 1}, "unevaluatedItems": false}""", "1", "[1]")]
    [InlineData("""{"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}""", """{"a": 1}""", """{"b": 1}""")]
    [InlineData(
        """{"properties": {"a": {"$recursiveRef": "#"}}, "additionalProperties": false}""",
        """{"a": {"a": {}}}""",
        """{"a": {"b": 1}}"""
    )]
    public void Draft_2019_09_is_read_by_its_own_rules(string schema, string right, string wrong)
    {
        var node = JsonNode.Parse(schema)!.AsObject();
        node["$schema"] = "https://json-schema.org/draft/2019-09/schema";
        var problems = new Problems();
        var read = JsonSchema.Read(node, "s.json", problems);

        Assert.Empty(problems.Found);
        Assert.Empty(read.Validate(JsonNode.Parse(right)));
        Assert.NotEmpty(read.Validate(JsonNode.Parse(wrong)));
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
