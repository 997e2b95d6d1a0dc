using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Says how many responses were cut off at the limit of output tokens, and what that means for the rates.</summary>
internal static class CutOffText
{
    /// <summary>What to do about responses that were cut off.</summary>
    public const string Advice = "Look whether the limit is too low before you change the prompt.";

    /// <summary>A sentence; null where no response was cut off.</summary>
    /// <param name="cutOff">How many responses were cut off.</param>
    /// <param name="results">How many results there are.</param>
    /// <param name="run">The run, whose parameters name the limit; null where they are unknown.</param>
    public static string? Of(int cutOff, int results, RunRecord? run)
    {
        if (cutOff == 0)
            return null;
        var limit = LimitOf(run) is { } tokens
            ? string.Create(CultureInfo.InvariantCulture, $"max_output_tokens ({tokens})")
            : "the limit of output tokens";
        return $"{Format.Count(cutOff)} of {Format.Quantity(results, "response")} {(cutOff == 1 ? "was" : "were")} cut off at {limit}, and graded by what was written until then.";
    }

    private static int? LimitOf(RunRecord? run) =>
        run?.Model.Parameters?["max_output_tokens"] is JsonValue value && value.TryGetValue(out int limit) ? limit : null;
}
