using PromptLab.Diagnosing;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Running;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the items that failed: message, expected, response and the reasons of the graders.</summary>
internal static class FailuresView
{
    private const int MaxTextLength = 300;
    private const int LabelWidth = 10;

    /// <summary>Writes the items, then how many there are.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="failures">The failures.</param>
    /// <param name="inFull">True for whole texts, all repeats and graders that passed too.</param>
    public static void Write(IAnsiConsole console, FailuresResult failures, bool inFull)
    {
        foreach (var item in failures.Items)
        {
            WriteHeading(console, item);
            foreach (var result in inFull ? item.Results : [Worst(item)])
                WriteResult(console, item, result, inFull);
            console.WriteLine();
        }

        if (!inFull)
            console.WriteLine(Summary(failures));
    }

    private static ItemResult Worst(FailedItem item) =>
        item
            .Results.Where(result => result.Status != ItemStatus.Pass)
            .OrderBy(result => result.Status)
            .ThenBy(result => result.Score)
            .First();

    private static void WriteHeading(IAnsiConsole console, FailedItem item)
    {
        var repeats = item.Results.Count == 1 ? "" : $"  {Format.Count(item.Passed)} of {Format.Count(item.Results.Count)} repeats passed";
        var tags = item.Results[0].Tags is { Count: > 0 } all ? $"  {string.Join(", ", all)}" : "";
        console.MarkupLineInterpolated(
            $"[bold]{PrintableText.OneLine(item.ItemId)}[/]  score {Format.Score(item.Score)}{repeats}{PrintableText.OneLine(tags)}"
        );
    }

    private static void WriteResult(IAnsiConsole console, FailedItem item, ItemResult result, bool inFull)
    {
        if (result == item.Results[0] || !inFull)
        {
            foreach (var (name, value) in result.Input)
                WriteText(console, result.Input.Count == 1 ? "message" : name, CanonicalJson.TextOf(value), inFull);
            if (result.Expected is not null)
                WriteText(console, "expected", CanonicalJson.TextOf(result.Expected), inFull);
        }

        if (item.Results.Count > 1)
            console.WriteLine($"  {"repeat", -LabelWidth}  {Format.Count(result.Repeat)}");
        WriteText(
            console,
            result.Failure is null ? "response" : "error",
            result.Failure is { } failure ? $"{failure.Type}: {failure.Message}" : result.Output ?? Format.Missing,
            inFull
        );
        foreach (var verdict in (result.Grade?.Verdicts ?? []).Where(verdict => inFull || verdict.Pass != true))
            WriteText(console, verdict.Id, $"{Mark(verdict)}{verdict.Score.Code}: {verdict.Score.Reason}", inFull);
    }

    private static string Mark(GraderVerdict verdict) =>
        verdict.Pass switch
        {
            true => "passed, ",
            false => "",
            null => "undecided, ",
        };

    private static void WriteText(IAnsiConsole console, string label, string text, bool inFull)
    {
        var lines = inFull ? text.ReplaceLineEndings("\n").Split('\n') : [PrintableText.OneLine(text, MaxTextLength)];
        foreach (var (i, line) in lines.Index())
            console.WriteLine($"  {(i == 0 ? PrintableText.OneLine(label) : ""), -LabelWidth}  {line}");
    }

    private static string Summary(FailuresResult failures)
    {
        var sealedOnes =
            failures.FailedInHoldout == 0
                ? ""
                : $" In the holdout {Format.Quantity(failures.FailedInHoldout, "item")} failed; {(failures.FailedInHoldout == 1 ? "its text stays" : "their texts stay")} sealed.";
        var more = failures.Failed - failures.Items.Count is > 0 and var left
            ? FormattableString.Invariant($" {Format.Count(left)} more: --limit {failures.Failed}.")
            : "";
        return $"{Format.Count(failures.Failed)} of {Format.Quantity(failures.Asked, "item")} failed in {failures.Run.Prompt.Reference}, {failures.Run.RunId}.{more}{sealedOnes}";
    }
}
