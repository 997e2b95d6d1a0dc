using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Models;
using PromptLab.Programs;
using PromptLab.Texts;

namespace PromptLab.Grading.Programs;

/// <summary>Reads the verdict of a program. What is no verdict is the grader's error.</summary>
/// <param name="program">The program.</param>
/// <param name="isSealed">True for an item of the holdout: no message quotes the reply.</param>
internal sealed partial class ProgramReply(GraderProgram program, bool isSealed)
{
    private const int MaxReasonLength = 500;
    private const int MaxMetrics = 20;
    private const int MaxCodeLength = 60;

    private static readonly string[] Keys = ["id", "score", "code", "reason", "metrics", "error"];

    /// <summary>The score of a reply.</summary>
    /// <exception cref="ModelCallException">The reply is an error, or no verdict.</exception>
    public Score Read(JsonObject reply)
    {
        if (reply.Select(pair => pair.Key).FirstOrDefault(key => !Keys.Contains(key, StringComparer.Ordinal)) is { } unknown)
            throw Failed($"gave {Shown(unknown, "a key")}, which no reply has.{(isSealed ? "" : NearestName.Suggest(unknown, Keys))}");
        if (reply.TryGetPropertyValue("error", out var error))
            throw ReplyLine.Failed(FailureType.ClientError, $"The program “{program.Name}” says: {Shown(TextOf(error), "an error")}");
        var value = ScoreOf(reply);
        var code = CodeOf(reply, value);
        var reason = ReasonOf(reply, value);
        var score = value is { } decided ? Score.Of(decided, code, reason) : Score.Undecided(code, reason);
        return score with { Metrics = MetricsOf(reply["metrics"]) };
    }

    private double? ScoreOf(JsonObject reply)
    {
        if (!reply.TryGetPropertyValue("score", out var score))
            throw Failed("gave no “score”: a number from 0 to 1, or null where it can't decide.");
        if (score is null)
            return null;
        return ShareOf(score)
            ?? throw Failed(
                $"gave the score {Shown(score.ToJsonString(), "that is no such number")}; a score is a number from 0 to 1, or null."
            );
    }

    private static double? ShareOf(JsonNode? node) =>
        node is JsonValue number
        && number.GetValueKind() == JsonValueKind.Number
        && number.TryGetValue(out double value)
        && value is >= 0 and <= 1
            ? value
            : null;

    private string CodeOf(JsonObject reply, double? value)
    {
        if (reply["code"] is not { } code)
            return (
                value is null ? ExecGrader.Undecided
                : value >= 1 ? ExecGrader.Right
                : ExecGrader.Wrong
            ).Name;
        return
            TextOf(code) is var text
            && code.GetValueKind() == JsonValueKind.String
            && text.Length <= MaxCodeLength
            && CodeForm().IsMatch(text)
            ? $"{ExecGrader.Kind}.{text}"
            : throw Failed(
                $"gave the code {Shown(text, "that is none")}; a code is small letters, digits, hyphens and full stops, such as too-rude."
            );
    }

    private string ReasonOf(JsonObject reply, double? value)
    {
        var reason = reply["reason"];
        if (reason is not null && reason.GetValueKind() != JsonValueKind.String)
            throw Failed("gave a “reason” that is no text.");
        var text = ShortText.OnOneLine(program.Redact(TextOf(reason)).Trim(), MaxReasonLength);
        return text.Length > 0 ? text
            : value is { } score ? FormattableString.Invariant($"The program “{program.Name}” gave {score:0.###}.")
            : $"The program “{program.Name}” could not decide.";
    }

    private ReadOnlyDictionary<string, double>? MetricsOf(JsonNode? metrics)
    {
        if (metrics is null)
            return null;
        if (metrics is not JsonObject { Count: <= MaxMetrics } map)
            throw Failed($"gave “metrics” that are no mapping of at most {MaxMetrics} names to numbers from 0 to 1.");
        var read = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, node) in map)
        {
            if (!MetricName().IsMatch(name) || ShareOf(node) is not { } value)
                throw Failed(
                    $"gave the metric {Shown($"{name}: {node?.ToJsonString() ?? "null"}", "that is none")}; a metric has a name of small letters, digits and _, and a number from 0 to 1."
                );
            read[name] = value;
        }

        return read.Count == 0 ? null : read.AsReadOnly();
    }

    private static string TextOf(JsonNode? node) =>
        node is null ? ""
        : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
        : node.ToJsonString();

    private string Shown(string text, string hidden) => isSealed ? hidden : Quote.Of(program.Redact(text));

    private ModelCallException Failed(string what) => ReplyLine.Failed(FailureType.Malformed, $"The program “{program.Name}” {what}");

    [GeneratedRegex(@"^[a-z0-9]+([-.][a-z0-9]+)*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,39}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetricName();
}
