using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Grading;

namespace PromptLab.Tests.Grading.Structure;

/// <summary>
/// The function calls of the Berkeley leaderboard: a perfect response is right in every form, and each kind of damage is
/// found.
/// </summary>
public sealed class FunctionCallDataTests
{
    private const string Graders =
        "graders:\n  - { id: a, type: function-call, functions: '{functions}' }\n  - { id: b, type: tool-calls, functions: '{functions}' }\n";

    private static readonly string[] Files = ["simple_python", "parallel", "irrelevance"];

    public static TheoryData<string> All => [.. Files];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_perfect_response_is_right_as_tool_calls_as_json_and_as_python(string file)
    {
        var (graders, items, calls) = Read(file);
        for (var i = 0; i < items.Count; i++)
        {
            var scores = new[]
            {
                await CallBench.ScoreAsync(graders, items[i], calls[i]),
                await CallBench.ScoreTextAsync(
                    graders,
                    items[i],
                    new JsonArray([.. calls[i].Select(call => call.DeepClone())]).ToJsonString()
                ),
                await CallBench.ScoreTextAsync(graders, items[i], CallBench.PythonOf(calls[i])),
            };

            Assert.All(scores, score =>
                Assert.Equal((1.0, items[i].Id, ""), (score.Value!.Value, items[i].Id, score.Value == 1 ? "" : score.Reason))
            );
        }
    }

    [Theory]
    [InlineData("name", "other-name")]
    [InlineData("missing", "missing-parameter")]
    [InlineData("unknown", "unknown-parameter")]
    [InlineData("value", "value")]
    [InlineData("type", "type")]
    [InlineData("extra", "extra")]
    [InlineData("none", "missing")]
    public async Task Each_kind_of_damage_scores_lower_with_its_code(string damage, string code)
    {
        foreach (var (graders, items, calls) in Files.Take(2).Select(Read))
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (Damaged(calls[i], NeededIn(items[i].Expected), damage) is not { } made)
                    continue;
                var (whole, share) = await BothAsync(graders, items[i], made);
                Assert.Equal((0.0, $"function-call.{code}", items[i].Id), (whole.Value!.Value, whole.Code, items[i].Id));
                Assert.Equal($"tool-calls.{code}", share.Code);
                var right = damage == "extra" ? calls[i].Count : calls[i].Count - 1;
                Assert.Equal(2.0 * right / (made.Count + calls[i].Count), share.Value!.Value, 12);
            }
        }
    }

    [Fact]
    public async Task A_call_where_none_is_wanted_is_wrong()
    {
        var (graders, items, _) = Read("irrelevance");
        foreach (var item in items)
        {
            var name = (string)item.Input["functions"][0]!["name"]!;
            var (whole, share) = await BothAsync(graders, item, [CallBench.Call(name, [])]);

            Assert.Equal((0.0, "function-call.unwanted"), (whole.Value!.Value, whole.Code));
            Assert.Equal((0.0, "tool-calls.unwanted"), (share.Value!.Value, share.Code));
        }
    }

    private static async Task<(Score Whole, Score Share)> BothAsync(GraderSet graders, EvalItem item, IReadOnlyList<JsonObject> made)
    {
        var text = new JsonArray([.. made.Select(call => call.DeepClone())]).ToJsonString();
        var verdicts = (await GraderBench.GradeAsync(graders, item, text)).Verdicts;
        return (verdicts[0].Score, verdicts[1].Score);
    }

    // The first call is damaged; null where it has no parameter that the damage could befall.
    private static List<JsonObject>? Damaged(IReadOnlyList<JsonObject> calls, string? needed, string damage)
    {
        var made = calls.Select(call => (JsonObject)call.DeepClone()).ToList();
        var arguments = made[0]["arguments"]!.AsObject();
        if ((damage is "value" or "type" && arguments.Count == 0) || (damage == "missing" && needed is null))
            return null;
        switch (damage)
        {
            case "name":
                made[0]["name"] = "another";
                break;
            case "missing":
                arguments.Remove(needed!);
                break;
            case "unknown":
                arguments["another"] = 1;
                break;
            case "value":
                arguments[arguments.First().Key] = OtherValue(arguments.First().Value!);
                break;
            case "type":
                arguments[arguments.First().Key] = arguments.First().Value is JsonValue value && value.TryGetValue(out string? _) ? 5 : "5";
                break;
            case "extra":
                made.Add(CallBench.Call("another", []));
                break;
            default:
                made.RemoveAt(0);
                break;
        }

        return made;
    }

    // A parameter of the first call that may not be left out.
    private static string? NeededIn(JsonNode? expected) =>
        expected![0]!
            .AsObject()
            .First()
            .Value!.AsObject()
            .Where(parameter => !parameter.Value!.AsArray().Any(IsEmpty))
            .Select(parameter => parameter.Key)
            .FirstOrDefault();

    private static JsonNode OtherValue(JsonNode value) =>
        value switch
        {
            JsonArray => new JsonArray("another"),
            JsonObject => new JsonObject { ["another"] = 1 },
            JsonValue scalar when scalar.TryGetValue(out bool flag) => !flag,
            JsonValue scalar when scalar.TryGetValue(out string? text) => text + " another",
            _ => -987654321,
        };

    private static (GraderSet Graders, IReadOnlyList<EvalItem> Items, IReadOnlyList<IReadOnlyList<JsonObject>> Calls) Read(string file)
    {
        var lines = File.ReadAllLines(SharedFiles.Require($"data/bfcl-function-calls/{file}.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        var (graders, items) = GraderBench.Make(
            Graders,
            [
                .. lines.Select(line =>
                    CallBench.Item(line["expected"]?.ToJsonString() ?? "null", line["functions"]!.ToJsonString(), (string)line["id"]!)
                ),
            ]
        );
        return (graders, items, [.. lines.Select(line => Perfect(line["expected"]))]);
    }

    // The first accepted value of every parameter that is not left out.
    private static IReadOnlyList<JsonObject> Perfect(JsonNode? expected) =>
        [
            .. (expected as JsonArray ?? []).Select(call =>
            {
                var (name, parameters) = call!.AsObject().First();
                var arguments = parameters!.AsObject().Where(parameter => !IsEmpty(parameter.Value![0]));
                return CallBench.Call(
                    name,
                    new JsonObject(arguments.Select(parameter => KeyValuePair.Create(parameter.Key, First(parameter.Value![0]))))
                );
            }),
        ];

    // In an accepted object each field has a list of values again.
    private static JsonNode? First(JsonNode? accepted) =>
        accepted switch
        {
            JsonObject map => new JsonObject(map.Select(field => KeyValuePair.Create(field.Key, First(field.Value![0])))),
            JsonArray list => new JsonArray([.. list.Select(First)]),
            _ => accepted?.DeepClone(),
        };

    private static bool IsEmpty(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) && text.Length == 0;
}
