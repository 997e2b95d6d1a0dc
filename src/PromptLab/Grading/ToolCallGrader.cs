using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>
/// <c>tool-call</c>: compares the calls of tools that the model asks for with the wanted ones: all of these and no others, in any
/// order. With <c>none</c>, or an expected answer <c>none</c>, no call is right.
/// </summary>
internal sealed class ToolCallGrader(WantedCalls wanted, bool allowsOthers) : ISynchronousGrader
{
    private static readonly string[] Parts = ["task", "tools"];

    private static readonly ReasonCode Right = ReasonCode.Right("tool-call.right");
    private static readonly ReasonCode None = ReasonCode.Right("tool-call.none");
    private static readonly ReasonCode Missing = ReasonCode.Wrong(
        "tool-call.missing",
        Parts,
        "No tool was called: say in the task when one is needed, or in its description what it is for."
    );
    private static readonly ReasonCode OtherTool = ReasonCode.Wrong(
        "tool-call.other-tool",
        Parts,
        "Another tool was called: tell the tools apart by their descriptions."
    );
    private static readonly ReasonCode Arguments = ReasonCode.Wrong(
        "tool-call.arguments",
        Parts,
        "The right tool was called with other arguments: describe them in its schema, or show a call."
    );
    private static readonly ReasonCode NotJson = ReasonCode.Wrong(
        "tool-call.not-json",
        Parts,
        "The arguments of a call are not a JSON object: the model may be too small for tools, or the schema too deep."
    );
    private static readonly ReasonCode Extra = ReasonCode.Wrong(
        "tool-call.extra",
        Parts,
        "A tool was called and should not have been: say in the task when to answer without one."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Right, None, Missing, OtherTool, Arguments, NotJson, Extra];

    public string Name => "tool-call";

    public bool IsImmediate => true;

    public static IGrader? Create(GraderSetup setup)
    {
        var none = setup.Options.Flag("none") ?? false;
        if (none && (setup.Options.Has("name") || setup.Options.Has("arguments")))
            setup.Options.Problem("none", "“none” expects no call. Remove “name” and “arguments”, or “none”.");
        var others = setup.Options.Choice("others", "refuse", "allow") == "allow";
        if (none && others)
            setup.Options.Problem(
                "others",
                "With “none” no call is right, so “others: allow” would let everything pass. Remove one of the two."
            );
        return WantedCalls.Read(setup, none) is { } wanted ? new ToolCallGrader(wanted, others) : null;
    }

    public Score Grade(GradingContext context)
    {
        var calls = (ToolCall.Of(context.Response) ?? []).ToList();
        var expected = wanted.For(context.Item);
        if (expected.Count == 0)
            return calls.Count == 0
                ? Score.Of(1, None, "No tool was called, as it should be.")
                : Score.Of(0, Extra, $"{Describe(calls[0])} was called, and no call was wanted.");
        foreach (var call in expected)
        {
            if (calls.FindIndex(made => wanted.IsMatch(call, made)) is var at and >= 0)
                calls.RemoveAt(at);
            else
                return Failed(call, calls);
        }

        return calls.Count > 0 && !allowsOthers
            ? Score.Of(0, Extra, $"{Describe(calls[0])} was called as well, and should not be.")
            : Score.Of(1, Right, $"{string.Join(", ", expected.Select(call => $"“{call.Name}”"))} was called as it should be.");
    }

    private static Score Failed(WantedCall call, List<ToolCall> others)
    {
        if (others.Count == 0)
            return Score.Of(0, Missing, $"“{call.Name}” was not called.");
        if (others.Find(made => made.Name == call.Name) is not { } same)
            return Score.Of(0, OtherTool, $"{Describe(others[0])} was called, not “{call.Name}”.");
        return same.Arguments is null
            ? Score.Of(0, NotJson, $"The arguments of “{call.Name}” are not a JSON object.")
            : Score.Of(
                0,
                Arguments,
                $"“{call.Name}” was called with {Quote.Of(CanonicalJson.Write(same.Arguments))}, not {Quote.Of(CanonicalJson.Write(call.Arguments))}."
            );
    }

    private static string Describe(ToolCall call) =>
        $"“{call.Name}” with {(call.Arguments is null ? "arguments that are no JSON object" : Quote.Of(CanonicalJson.Write(call.Arguments)))}";
}

/// <summary>A call that is wanted.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments; null where any will do.</param>
internal sealed record WantedCall(string Name, JsonObject? Arguments);
