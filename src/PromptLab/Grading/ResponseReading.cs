using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// How graders read a response: first <c>extract</c>, then <c>field</c>, then <c>trim</c>, <c>normalise</c> and
/// <c>ignore_case</c>. What can't be read is a wrong answer with a code of its own, not an undecided one: the format was asked for.
/// </summary>
internal sealed record ResponseReading
{
    public required IReadOnlyList<ExtractStep> Steps { get; init; }

    public required string? Field { get; init; }

    public required TextForm Form { get; init; }

    /// <summary>True where no response makes the reading take long.</summary>
    public bool IsImmediate => Steps.All(step => step.IsImmediate);

    public static ResponseReading Of(YamlMap options, bool ignoreCase) =>
        new()
        {
            Steps = ExtractStep.Read(options),
            Field = options.Text("field"),
            Form = TextForm.Of(options, ignoreCase),
        };

    /// <summary>The text to compare, in its form; or the score of a response that can't be read.</summary>
    public (string Text, Score? Failure) Text(ChatResponse response)
    {
        var (node, text, failure) = Read(response);
        return failure is not null ? ("", failure) : (Form.Apply(node is null ? text : CanonicalJson.TextOf(node)), null);
    }

    /// <summary>The text as it was written, before trimming and the like; or the score of a response that can't be read.</summary>
    public (string Text, Score? Failure) Raw(ChatResponse response)
    {
        var (node, text, failure) = Read(response);
        return failure is not null ? ("", failure) : (node is null ? text : CanonicalJson.TextOf(node), null);
    }

    private (JsonNode? Node, string Text, Score? Failure) Read(ChatResponse response)
    {
        var text = response.Text;
        foreach (var step in Steps)
        {
            if (step.Apply(text) is not { } found)
                return (null, "", Score.Of(0, SharedCodes.ExtractNotFound, $"Nothing to extract was found: {step.What}."));
            text = found;
        }

        if (Field is null)
            return (null, text, null);
        if (!StrictJson.TryParse(text, out var json))
            return (
                null,
                "",
                Score.Of(0, SharedCodes.NotJson, $"The response is not JSON, so it has no field “{Field}”: {Quote.Of(text)}")
            );
        return JsonPath.Find(json, Field) is { } node
            ? (node, "", null)
            : (null, "", Score.Of(0, SharedCodes.FieldMissing, $"The response has no field “{Field}”."));
    }
}
