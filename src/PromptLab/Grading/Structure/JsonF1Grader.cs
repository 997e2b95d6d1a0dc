using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading.Structure;

/// <summary>
/// <c>json-f1</c>: scores the fields of a JSON object: F1 of those that are right. A field that holds nothing (null, an empty text,
/// list or object) counts as not there.
/// </summary>
internal sealed class JsonF1Grader(
    ResponseReader reader,
    JsonExpectation value,
    JsonComparer comparer,
    PathPatterns? fields,
    ToleranceSource tolerance
) : ISynchronousGrader
{
    private const int MaxPathLength = 200;

    private static readonly string[] Figures = ["precision", "recall", "f1"];
    private static readonly ReasonCode Right = ReasonCode.Right("json-f1.right");
    private static readonly ReasonCode Wrong = ReasonCode.Wrong(
        "json-f1.wrong",
        ["constraints", "examples"],
        "A field has another value than expected."
    );
    private static readonly ReasonCode Missing = ReasonCode.Wrong(
        "json-f1.missing",
        ["task", "response_schema"],
        "A field that should be filled is not."
    );
    private static readonly ReasonCode MadeUp = ReasonCode.Wrong(
        "json-f1.made-up",
        ["constraints", "examples"],
        "A field is filled that should be empty: say what to do when the input does not name it, and show one."
    );
    private static readonly ReasonCode NoObject = ReasonCode.Wrong(
        "json-f1.no-object",
        ["format", "response_schema"],
        "The response is JSON and no object, so that it has no fields."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Right, Wrong, Missing, MadeUp, NoObject];

    public string Name => "json-f1";

    public bool IsImmediate => reader.IsImmediate && !comparer.IgnoresOrder;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        var value = JsonExpectation.Read(setup);
        foreach (var item in setup.Items.Where(item => value.For(item) is not (JsonObject or null)))
            setup.Problems.Add(
                item.File,
                item.Line,
                $"The grader “{setup.Id}” (json-f1) compares fields, and the expected answer of the item “{item.Id}” is no object. Write it as {{\"name\": \"…\"}}."
            );
        var comparer = new JsonComparer(reader.Normaliser)
        {
            IgnoresOrder = setup.Options.Choice("array_order", "keep", "ignore") == "ignore",
            Ignored = PathPatterns.Read(setup, "ignore"),
        };
        var fields = PathPatterns.Read(setup, "fields");
        foreach (var unused in fields.FindUnused(setup.Items.Select(item => value.For(item))))
            setup.Options.Problem(
                "fields",
                $"No item expects a field “{unused}”, so that it could never be wrong. Mend the path, or leave it out."
            );
        return new JsonF1Grader(reader, value, comparer, setup.Options.Has("fields") ? fields : null, ToleranceSource.Read(setup));
    }

    public Score Grade(GradingContext context)
    {
        var wanted = FieldsOf(value.For(context.Item), context.Budget);
        var (json, failure) = reader.ReadJson(context);
        if (failure is null && json is not JsonObject)
            failure = Score.Of(0, NoObject, $"The response is {FieldRule.Describe(json)}, and no object.");
        return failure is not null
            ? ListScore.OfUnreadable(failure, wanted.Count, Figures)
            : Grade(wanted, FieldsOf(json, context.Budget), context);
    }

    private Score Grade(Dictionary<string, JsonNode> wanted, Dictionary<string, JsonNode> found, GradingContext context)
    {
        // The ignored fields are left out already.
        var plain = comparer.With(tolerance.For(context.Item)) with { Ignored = PathPatterns.None };
        var right = wanted.Count(field =>
            found.TryGetValue(field.Key, out var other) && plain.FindDifference(field.Value, other, context.Budget) is null
        );
        var counts = new MatchCounts(right, found.Count, wanted.Count);
        var (code, reason) = Explain(wanted, found, plain, context);
        return Score.Of(counts.F1, code, reason) with { Metrics = ListScore.MetricsOf(counts), Matches = counts };
    }

    private static (ReasonCode Code, string Reason) Explain(
        Dictionary<string, JsonNode> wanted,
        Dictionary<string, JsonNode> found,
        JsonComparer comparer,
        GradingContext context
    )
    {
        foreach (var (path, node) in wanted.Where(field => found.ContainsKey(field.Key)))
        {
            if (comparer.FindDifference(node, found[path], context.Budget) is { } difference)
                return (Wrong, $"“{Shown(path)}” is wrong. {difference}");
        }

        if (wanted.Keys.FirstOrDefault(path => !found.ContainsKey(path)) is { } missing)
            return (Missing, $"“{Shown(missing)}” holds nothing, and should be {FieldRule.Describe(wanted[missing])}.");
        return found.Keys.FirstOrDefault(path => !wanted.ContainsKey(path)) is { } madeUp
            ? (MadeUp, $"“{Shown(madeUp)}” is {FieldRule.Describe(found[madeUp])}, and should hold nothing.")
            : (Right, "Every field is right.");
    }

    private static string Shown(string path) => ShortText.Truncate(path, MaxPathLength);

    // The filled fields by their dotted paths; a list is one field.
    private Dictionary<string, JsonNode> FieldsOf(JsonNode? json, WorkBudget budget)
    {
        var found = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        Add(json, []);
        return found;

        void Add(JsonNode? node, List<string> path)
        {
            budget.Spend(1 + path.Count);
            if (IsNothing(node) || comparer.Ignored.Includes(path))
                return;
            if (node is not JsonObject map)
            {
                if (fields is null || fields.Includes(path))
                    found[path.Aggregate("", JsonPath.Append)] = node!;
                return;
            }

            foreach (var (name, value) in map)
            {
                path.Add(name);
                Add(value, path);
                path.RemoveAt(path.Count - 1);
            }
        }
    }

    private static bool IsNothing(JsonNode? node) =>
        node switch
        {
            null or JsonObject { Count: 0 } or JsonArray { Count: 0 } => true,
            JsonValue value => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Trim().Length == 0,
            _ => false,
        };
}
