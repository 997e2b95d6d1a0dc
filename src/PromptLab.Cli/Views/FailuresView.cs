using PromptLab.Diagnosing;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Reporting;
using PromptLab.Running;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the items that failed: message, expected, response and the reasons of the graders.</summary>
internal static class FailuresView
{
    private const int MaxTextLength = 300;
    private const int MinLabelWidth = 8;
    private const int MaxLabelWidth = 16;

    /// <summary>Writes the items, then how many there are.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="failures">The failures.</param>
    /// <param name="inFull">True for whole texts, all repeats and graders that passed too.</param>
    public static void Write(IAnsiConsole console, FailuresResult failures, bool inFull)
    {
        foreach (var item in failures.Items)
        {
            WriteHeading(console, item);
            WriteResults(console, item, inFull ? item.Results : [Worst(item)], inFull);
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

    private static void WriteResults(IAnsiConsole console, FailedItem item, IReadOnlyList<ItemResult> results, bool inFull)
    {
        var lines = Asked(results[0]).Concat(results.SelectMany(result => Answered(result, item.Asked > 1, inFull))).ToList();
        var width = Math.Clamp(lines.Max(line => line.Label.Length), MinLabelWidth, MaxLabelWidth);
        foreach (var (label, text) in lines)
        {
            var rows = inFull ? text.ReplaceLineEndings("\n").Split('\n') : [PrintableText.OneLine(text, MaxTextLength)];
            foreach (var (i, row) in rows.Index())
                console.WriteLine($"  {(i == 0 ? PrintableText.OneLine(label) : "").PadRight(width)}  {row}");
        }
    }

    private static IEnumerable<(string Label, string Text)> Asked(ItemResult result)
    {
        foreach (var (name, value) in result.Input)
            yield return (result.Input.Count == 1 ? "message" : name, CanonicalJson.TextOf(value));
        if (result.Expected is not null)
            yield return ("expected", CanonicalJson.TextOf(result.Expected));
    }

    private static IEnumerable<(string Label, string Text)> Answered(ItemResult result, bool namesRepeat, bool inFull)
    {
        if (namesRepeat)
            yield return ("repeat", Format.Count(result.Repeat));
        yield return result.Failure is { } failure
            ? ("error", $"{failure.Type}: {failure.Message}")
            : ("response", ResponseText.Of(result));
        foreach (var verdict in (result.Grade?.Verdicts ?? []).Where(verdict => inFull || verdict.Pass != true))
            yield return (verdict.Id, $"{Mark(verdict)}{verdict.Score.Code}: {verdict.Score.Reason}");
    }

    private static string Mark(GraderVerdict verdict) =>
        (
            verdict.IsGroup ? "group, "
            : verdict.Weight == 0 ? "not scored, "
            : ""
        )
        + verdict.Pass switch
        {
            true => "passed, ",
            false => "",
            null => "undecided, ",
        };

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
