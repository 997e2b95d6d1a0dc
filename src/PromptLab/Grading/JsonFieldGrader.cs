using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// <c>json-field</c>: compares a field of a JSON response. One of <c>equals</c>, <c>one_of</c>, <c>number</c> or <c>absent</c>
/// says how. With <c>absent_when_missing</c>, an item without the value expects the field to be missing, null or empty.
/// </summary>
internal sealed class JsonFieldGrader(IReadOnlyList<ExtractStep> steps, string field, FieldRule rule, bool absentWhenMissing)
    : ISynchronousGrader
{
    private static readonly string[] Rules = ["equals", "one_of", "number", "absent"];
    private static readonly ReasonCode Right = ReasonCode.Right("json-field.right");
    private static readonly ReasonCode Wrong = ReasonCode.Wrong(
        "json-field.wrong",
        ["constraints", "examples"],
        "A field is there with another value."
    );
    private static readonly ReasonCode Missing = ReasonCode.Wrong(
        "json-field.missing",
        ["format", "response_schema"],
        "A field is not there."
    );
    private static readonly ReasonCode Absent = ReasonCode.Right("json-field.absent");
    private static readonly ReasonCode MadeUp = ReasonCode.Wrong(
        "json-field.made-up",
        ["constraints", "examples"],
        "A field is filled that should be empty: say what to do when the input does not name it, and show one."
    );

    private static readonly ReasonCode Unreadable = ReasonCode.Wrong(
        "json-field.unreadable",
        ["format", "response_schema"],
        "A number is written in a form that can be read in more than one way: ask for a JSON number."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Right, Wrong, Missing, Absent, MadeUp, Unreadable];

    public string Name => "json-field";

    public bool IsImmediate => steps.All(step => step.IsImmediate);

    public static IGrader? Create(GraderSetup setup)
    {
        var field = setup.Options.RequiredText("field", "answer");
        var steps = ExtractReader.Read(setup.Options);
        var absentWhenMissing = setup.Options.Flag("absent_when_missing") ?? false;
        var present = Rules.Where(setup.Options.Has).ToList();
        if (present.Count != 1)
            setup.Options.Problem("field", $"The grader “{setup.Id}” (json-field) needs just one of {string.Join(", ", Rules)}.");
        return present.Count == 1
            ? new JsonFieldGrader(steps, field, FieldRule.Read(present[0], setup, absentWhenMissing), absentWhenMissing)
            : null;
    }

    public Score Grade(GradingContext context)
    {
        var text = context.Response.Text;
        foreach (var step in steps)
        {
            if (step.Apply(text, context.Budget) is not { } found)
                return Score.Of(0, SharedCodes.ExtractNotFound, $"Nothing to extract was found: {step.Description}.");
            context.Trace?.Add(step.Description.Length == 0 ? "extract" : $"extract {step.Description}", found);
            text = found;
        }

        return Grade(context, text);
    }

    private Score Grade(GradingContext context, string text)
    {
        var item = context.Item;
        var json = StrictJson.Parse(text, out var problem);
        if (problem == JsonDepth.Message)
            return SharedCodes.TooDeepScore();
        if (problem is not null)
            return Score.Of(0, SharedCodes.NotJson, $"The response is not JSON, so it has no field “{field}”: {Quote.Of(text)}");
        var node = JsonPath.Find(json, field);
        context.Trace?.Add($"field {field}", FieldRule.Describe(node));
        if (!rule.IsMissing(item))
            context.Trace?.Add("compared with", rule.DescribeExpected(item));
        if (rule.IsAbsent || (absentWhenMissing && rule.IsMissing(item)))
        {
            return node is null || (node is JsonValue value && value.TryGetValue(out string? empty) && empty.Length == 0)
                ? Score.Of(1, Absent, $"“{field}” holds nothing, as it should.")
                : Score.Of(0, MadeUp, $"“{field}” is {FieldRule.Describe(node)} and should hold nothing.");
        }

        if (node is null)
            return Score.Of(0, Missing, $"“{field}” is missing or null.");
        if (rule.IsUnreadable(node))
            return Score.Of(0, Unreadable, $"“{field}” is {FieldRule.Describe(node)}: what number that is can't be told for certain.");
        return rule.IsSatisfiedBy(item, node)
            ? Score.Of(1, Right, $"“{field}” is {FieldRule.Describe(node)}.")
            : Score.Of(0, Wrong, $"“{field}” is {rule.Contrast(item, node)}");
    }
}
