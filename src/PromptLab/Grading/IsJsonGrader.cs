using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.JsonSchemas;

namespace PromptLab.Grading;

/// <summary><c>is-json</c>: the text is one JSON value and nothing else, and follows a schema where one is given.</summary>
internal sealed class IsJsonGrader(ResponseReading reading, JsonSchema? schema) : IGrader
{
    public string Name => "is-json";

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new IsJsonGrader(reading, setup.Options.Text("schema") is { } file ? SchemaOf(setup, file) : null);
    }

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Raw(response);
        return ValueTask.FromResult(failure ?? Grade(text));
    }

    private Score Grade(string text)
    {
        if (!StrictJson.TryParse(text, out var json))
            return Score.Of(0, "is-json.invalid", $"It is not JSON and nothing else: {Quote.Of(text)}");
        return schema?.Validate(json) is [var first, ..]
            ? Score.Of(
                0,
                "is-json.schema",
                $"It does not follow the schema at {(first.Pointer.Length == 0 ? "its root" : first.Pointer)}: {first.Message}"
            )
            : Score.Of(1, "is-json.valid", "It is JSON.");
    }

    private static JsonSchema? SchemaOf(GraderSetup setup, string file)
    {
        try
        {
            var node = JsonNode.Parse(TextFile.Read(Path.Combine(setup.Folder, file), file));
            return node is null ? null : JsonSchema.Read(node, file, setup.Problems);
        }
        catch (Exception e) when (e is JsonException or InputException)
        {
            setup.Options.Problem(
                "schema",
                $"The schema “{file}” can't be read: {(e as InputException)?.Problems[0].Message ?? e.Message}"
            );
            return null;
        }
    }
}
