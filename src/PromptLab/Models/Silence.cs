using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PromptLab.Texts;

namespace PromptLab.Models;

/// <summary>
/// The rule for responses that answer nothing, the same for every provider, recording, cache and file: they are failures, and
/// never wrong answers.
/// </summary>
/// <remarks>
/// A response without anything to see is no answer, also where an empty one is expected: nobody can tell it from a server that
/// was not ready. Reasoning is no answer either; that includes a text that is nothing but a <c>&lt;think&gt;</c> block, closed or
/// not, which models write themselves. Tags that only prompts ask for, such as <c>&lt;thinking&gt;</c>, are text. A call of a tool
/// is an answer where the prompt offers tools, and a failure elsewhere.
/// </remarks>
internal static partial class Silence
{
    // A server that only loaded, or unloaded, the model says so: https://github.com/ollama/ollama/blob/main/docs/api.md
    private static readonly string[] LoadReasons = ["load", "unload"];

    private static readonly string[] LengthReasons = ["length", "max_tokens", "max_output_tokens", "model_length"];

    /// <summary>Why a response is no answer; null where it is one.</summary>
    /// <param name="response">The response.</param>
    /// <param name="model">The id of the model, for the message; null for “the model”.</param>
    /// <param name="offersTools">False where the request offered no tools, so that a call of one is no answer.</param>
    public static Failure? Of(ChatResponse response, string? model = null, bool offersTools = true)
    {
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return new Failure(FailureType.ContentFilter, "The provider's content filter cut the response off.");
        if (IsAnswer(response.Text))
            return null;
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        var callsTool = contents.OfType<FunctionCallContent>().Any();
        if (callsTool && offersTools && !IsCutOff(response.FinishReason?.Value))
            return null;
        var reasons =
            response.Usage?.ReasoningTokenCount > 0
            || contents.OfType<TextReasoningContent>().Any(content => !InvisibleText.IsBlank(content.Text));
        return OfText(response.Text, response.FinishReason?.Value, model, reasons, callsTool);
    }

    /// <summary>Why a stored text is no answer; null where it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="finishReason">Why it ended; null where unknown.</param>
    public static Failure? OfText(string text, string? finishReason) =>
        IsAnswer(text) ? null : OfText(text, finishReason, model: null, reasons: false, callsTool: false);

    /// <summary>True if the response was cut off at the limit of output tokens.</summary>
    /// <param name="finishReason">Why it ended; null where unknown.</param>
    public static bool IsCutOff(string? finishReason) => LengthReasons.Contains(finishReason, StringComparer.OrdinalIgnoreCase);

    private static Failure OfText(string text, string? finishReason, string? model, bool reasons, bool callsTool)
    {
        if (IsCutOff(finishReason))
            return new Failure(
                FailureType.Length,
                $"{(model is null ? "The model" : $"“{model}”")} used up max_output_tokens before it wrote any text. Raise the limit, or lower the reasoning effort."
            );
        if (callsTool)
            return new Failure(FailureType.ToolCall, "The response calls a tool that the prompt does not offer, and has no text to grade.");
        if (reasons || !InvisibleText.IsBlank(text))
            return new Failure(
                FailureType.ReasoningOnly,
                "The model answered in its reasoning only, without any text after it. Look at the server's reasoning parser, or lower the reasoning effort."
            );
        return LoadReasons.Contains(finishReason, StringComparer.OrdinalIgnoreCase)
            ? new Failure(
                FailureType.Empty,
                $"The server says “{finishReason}”: it loaded the model, or unloaded it, and answered nothing."
            )
            : new Failure(FailureType.Empty, "The response has no text.");
    }

    private static bool IsAnswer(string text) => !InvisibleText.IsBlank(text) && !InvisibleText.IsBlank(WithoutThoughts(text));

    // A template may write the opening tag itself, so that only the closing one comes; the limit may come before the closing one.
    private static string WithoutThoughts(string text)
    {
        var rest = new StringBuilder();
        var at = 0;
        while (Next(text, at, Opening(), Closing()) is { } tag)
        {
            var (isOpening, from, to) = tag;
            if (isOpening)
                rest.Append(text, at, from - at);
            at =
                !isOpening ? to
                : Closing().Match(text, to) is { Success: true } end ? end.Index + end.Length
                : text.Length;
        }

        return rest.Append(text, at, text.Length - at).ToString();
    }

    private static (bool IsOpening, int From, int To)? Next(string text, int at, Regex opening, Regex closing)
    {
        var (first, last) = (opening.Match(text, at), closing.Match(text, at));
        if (first.Success && (!last.Success || first.Index < last.Index))
            return (true, first.Index, first.Index + first.Length);
        return last.Success ? (false, last.Index, last.Index + last.Length) : null;
    }

    [GeneratedRegex(
        @"<think(\s[^<>]{0,100})?>|\[think\]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Opening();

    [GeneratedRegex(@"</think\s{0,10}>|\[/think\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Closing();
}
