using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// Reads the text that graders compare: first <c>extract</c>, then <c>field</c>, then <c>trim</c>, <c>normalise</c> and
/// <c>ignore_case</c>. An unreadable response is wrong, with a code of its own, and not undecided: the prompt asks for the
/// format.
/// </summary>
internal sealed record ResponseReader
{
    public required IReadOnlyList<ExtractStep> Steps { get; init; }

    public required string? Field { get; init; }

    public required TextNormaliser Normaliser { get; init; }

    /// <summary>True if the whole text of the response is compared, which is never blank.</summary>
    public bool IsWholeText => Steps.Count == 0 && Field is null;

    /// <summary>True if reading is fast for every response.</summary>
    public bool IsImmediate => Steps.All(step => step.IsImmediate);

    public static ResponseReader Of(YamlMap options, bool ignoreCase) =>
        new()
        {
            Steps = ExtractReader.Read(options),
            Field = options.Text("field"),
            Normaliser = TextNormaliser.Of(options, ignoreCase),
        };

    /// <summary>The normalised text to compare; or the score of an unreadable response.</summary>
    public (string Text, Score? Failure) ReadText(GradingContext context)
    {
        var (written, failure) = ReadRaw(context);
        return failure is not null ? ("", failure) : (Normalise(written, context), null);
    }

    /// <summary>The normalised text to compare, and the text as written, to be quoted; or the score of an unreadable response.</summary>
    public (string Text, string Written, Score? Failure) ReadTexts(GradingContext context)
    {
        var (written, failure) = ReadRaw(context);
        return failure is not null ? ("", "", failure) : (Normalise(written, context), Normaliser.Trim ? written.Trim() : written, null);
    }

    /// <summary>The text before trimming and normalisation; or the score of an unreadable response.</summary>
    public (string Text, Score? Failure) ReadRaw(GradingContext context)
    {
        var (node, text, failure) = Read(context);
        return failure is not null ? ("", failure) : (node is null ? text : CanonicalJson.TextOf(node), null);
    }

    private string Normalise(string written, GradingContext context)
    {
        var text = Normaliser.Apply(written);
        if (text != written)
            context.Trace?.Add("normalised", text);
        return text;
    }

    /// <summary>The JSON value of the response, or of its field, which may be JSON null; or the score of an unreadable response.</summary>
    public (JsonNode? Json, Score? Failure) ReadJson(GradingContext context)
    {
        var (text, failure) = (this with { Field = null }).ReadRaw(context);
        if (failure is not null)
            return (null, failure);
        var json = StrictJson.Parse(text, out var problem);
        if (problem == JsonDepth.Message)
            return (null, SharedCodes.TooDeepScore());
        if (problem is not null)
            return (null, Score.Of(0, SharedCodes.NotJson, $"The response is not JSON and nothing else: {Quote.Of(text)} {problem}"));
        if (Field is null)
            return (json, null);
        if (!JsonPath.TryFind(json, Field, out var found))
            return (null, Score.Of(0, SharedCodes.FieldMissing, $"The response has no field “{Field}”."));
        context.Trace?.Add($"field {Field}", CanonicalJson.TextOf(found));
        return (found, null);
    }

    private (JsonNode? Node, string Text, Score? Failure) Read(GradingContext context)
    {
        var text = context.Response.Text;
        foreach (var step in Steps)
        {
            if (step.Apply(text, context.Budget) is not { } found)
                return (null, "", Score.Of(0, SharedCodes.ExtractNotFound, $"Nothing to extract was found: {step.Description}."));
            context.Trace?.Add(step.Description.Length == 0 ? "extract" : $"extract {step.Description}", found);
            text = found;
        }

        if (Field is null)
            return (null, text, null);
        var json = StrictJson.Parse(text, out var problem);
        if (problem == JsonDepth.Message)
            return (null, "", SharedCodes.TooDeepScore());
        if (problem is not null)
            return (
                null,
                "",
                Score.Of(0, SharedCodes.NotJson, $"The response is not JSON, so it has no field “{Field}”: {Quote.Of(text)}")
            );
        if (JsonPath.Find(json, Field) is not { } node)
            return (null, "", Score.Of(0, SharedCodes.FieldMissing, $"The response has no field “{Field}”."));
        context.Trace?.Add($"field {Field}", CanonicalJson.TextOf(node));
        return (node, "", null);
    }
}
