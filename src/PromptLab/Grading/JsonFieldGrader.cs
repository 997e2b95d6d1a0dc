using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// <c>json-field</c>: a field of the response has a value. One of <c>equals</c>, <c>one_of</c>, <c>number</c> or
/// <c>absent</c> says which. With <c>absent_when_missing</c> an item without the value wants the field missing, null or empty.
/// </summary>
internal sealed class JsonFieldGrader(IReadOnlyList<ExtractStep> steps, string field, FieldRule rule, bool absentWhenMissing) : IGrader
{
    private static readonly string[] Rules = ["equals", "one_of", "number", "absent"];

    public string Name => "json-field";

    public static IGrader? Create(GraderSetup setup)
    {
        var field = setup.Options.RequiredText("field");
        var steps = ExtractStep.Read(setup.Options);
        var absentWhenMissing = setup.Options.Flag("absent_when_missing") ?? false;
        var given = Rules.Where(setup.Options.Has).ToList();
        if (given.Count != 1)
            setup.Options.Problem("field", $"The grader “{setup.Id}” (json-field) needs just one of {string.Join(", ", Rules)}.");
        return given.Count == 1
            ? new JsonFieldGrader(steps, field, FieldRule.Read(given[0], setup, absentWhenMissing), absentWhenMissing)
            : null;
    }

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var text = response.Text;
        foreach (var step in steps)
        {
            if (step.Apply(text) is not { } found)
                return ValueTask.FromResult(
                    Score.Of(0, ResponseReading.Unreadable + "extract-not-found", $"Nothing to extract was found: {step.What}.")
                );
            text = found;
        }

        return ValueTask.FromResult(Grade(item, text));
    }

    private Score Grade(EvalItem item, string text)
    {
        if (!StrictJson.TryParse(text, out var json))
            return Score.Of(
                0,
                ResponseReading.Unreadable + "not-json",
                $"The response is not JSON, so it has no field “{field}”: {Quote.Of(text)}"
            );
        var node = JsonPath.Find(json, field);
        if (rule.IsAbsent || (absentWhenMissing && rule.Missing(item)))
        {
            return node is null || (node is JsonValue value && value.TryGetValue(out string? empty) && empty.Length == 0)
                ? Score.Of(1, "json-field.absent", $"“{field}” holds nothing, as it should.")
                : Score.Of(0, "json-field.made-up", $"“{field}” is {FieldRule.Shown(node)} and should hold nothing.");
        }

        if (node is null)
            return Score.Of(0, "json-field.missing", $"“{field}” is missing or null.");
        return rule.Holds(item, node)
            ? Score.Of(1, "json-field.right", $"“{field}” is {FieldRule.Shown(node)}.")
            : Score.Of(0, "json-field.wrong", $"“{field}” is {FieldRule.Shown(node)}, not {rule.Wanted(item)}.");
    }
}
