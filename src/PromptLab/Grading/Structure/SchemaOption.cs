using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.JsonSchemas;
using PromptLab.Texts;

namespace PromptLab.Grading.Structure;

/// <summary>The options <c>schema</c>, a file or a JSON Schema written in place, and <c>format</c>.</summary>
internal static class SchemaOption
{
    private const int MaxPointerLength = 200;

    /// <summary>The schema; null if there is none, or if it can't be read, which is reported.</summary>
    public static JsonSchema? Read(GraderSetup setup)
    {
        var options = setup.Options;
        var assertsFormat = options.Flag("format") ?? false;
        if (!options.Has("schema"))
        {
            if (options.Has("format"))
                options.Problem("format", "“format” says how a schema is read, and there is no “schema” beside it.");
            return null;
        }

        if (options.IsMap("schema"))
            return ReadInPlace(setup, new SchemaReading { AssertsFormat = assertsFormat });
        if (options.Text("schema") is "true" or "false")
        {
            options.Problem("schema", "A schema of true takes every JSON, and one of false none. Write a schema, or the name of its file.");
            return null;
        }

        return options.Text("schema") is { } file ? ReadFile(setup, file, assertsFormat) : null;
    }

    /// <summary>Where a value breaks a schema and how, as a sentence; null if it follows it.</summary>
    public static string? Violation(JsonSchema schema, JsonNode? json, WorkBudget budget) =>
        schema.Validate(json, budget) is [var first, ..]
            ? $"It does not follow the schema at {(first.Pointer.Length == 0 ? "its root" : ShortText.Truncate(first.Pointer, MaxPointerLength))}: {first.Message}"
            : null;

    private static JsonSchema? ReadInPlace(GraderSetup setup, SchemaReading reading)
    {
        var found = new Problems();
        var schema = JsonSchema.Read(setup.Options.Json("schema")!, "", found, reading);
        foreach (var problem in found.Found)
        {
            if (problem.IsWarning)
                setup.Options.Warn("schema", problem.Message);
            else
                setup.Options.Problem("schema", problem.Message);
        }

        return schema;
    }

    private static JsonSchema? ReadFile(GraderSetup setup, string file, bool assertsFormat)
    {
        string text;
        try
        {
            text = setup.ReadFile(file);
        }
        catch (InputException e)
        {
            setup.Options.Problem("schema", $"The schema “{file}” can't be read: {e.Problems[0].Message}");
            return null;
        }

        var node = StrictJson.Parse(text, out var problem);
        if (problem is null && node is not null)
            return JsonSchema.Read(node, file, setup.Problems, new SchemaReading { AssertsFormat = assertsFormat, Text = text });
        setup.Options.Problem("schema", $"The schema “{file}” can't be read: {problem ?? "It is null, and a schema is an object."}");
        return null;
    }
}
