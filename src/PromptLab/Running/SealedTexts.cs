using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Running;

/// <summary>Takes the texts of items of the holdout out of what a run keeps: only its response and its grade are left.</summary>
internal static class SealedTexts
{
    private const int QuotedLength = 16;
    private const string Hidden = "The message is not kept, since it quotes an item of the holdout.";

    /// <summary>
    /// The result as it is kept: that of a sealed item without input, messages and expected answer, and without the graders' reasons
    /// and an error message where these quote them. Other results as they are.
    /// </summary>
    public static ItemResult Kept(ItemResult result) =>
        !result.IsSealed
            ? result
            : result with
            {
                Failure =
                    result.Failure is { } failure && Quotes(failure.Message, result) ? failure with { Message = Hidden } : result.Failure,
                Grade = result.Grade is { } grade ? grade with { Verdicts = [.. grade.Verdicts.Select(WithoutReason)] } : null,
                Input = ReadOnlyDictionary<string, JsonNode>.Empty,
                Messages = [],
                Expected = null,
            };

    /// <summary>True where the input that a result was asked is that of an item now, as far as is known.</summary>
    public static bool HasSameInput(ItemResult result, EvalItem item) =>
        result is { Seal: { } seal, Input.Count: 0 } ? seal == item.Seal : Write(result.Input) == Write(item.Input);

    private static GraderVerdict WithoutReason(GraderVerdict verdict) => verdict with { Score = verdict.Score with { Reason = "" } };

    // A provider may send back what it was sent, such as with a content filter's objection.
    private static bool Quotes(string message, ItemResult result)
    {
        var texts = result.Input.Values.Append(result.Expected).Select(CanonicalJson.TextOf).Where(text => text.Trim().Length > 0);
        return texts.Any(text =>
            text.Length <= QuotedLength
                ? message.Contains(text, StringComparison.Ordinal)
                : Enumerable
                    .Range(0, Math.Max(0, message.Length - QuotedLength + 1))
                    .Any(start => text.AsSpan().Contains(message.AsSpan(start, QuotedLength), StringComparison.Ordinal))
        );
    }

    private static string Write(IReadOnlyDictionary<string, JsonNode> fields) =>
        CanonicalJson.Write(new JsonObject(fields.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone()))));
}
