using PromptLab.Experiments;
using PromptLab.Grading;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows old and new verdicts side by side, or what each grader did with an item's responses.</summary>
internal static class RegradeView
{
    private const int MostChanges = 20;
    private const int MaxTextLength = 300;
    private const int MinLabelWidth = 12;
    private const int MaxLabelWidth = 30;

    /// <summary>Writes an explanation where one was asked for, else what changes.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="preview">What was graded again.</param>
    /// <param name="inFull">True for every change, and whole texts.</param>
    public static void Write(IAnsiConsole console, RegradePreview preview, bool inFull)
    {
        if (preview.Explained.Count > 0)
        {
            foreach (var response in preview.Explained)
                WriteExplanation(console, response, inFull);
            return;
        }

        WriteChanges(console, preview, inFull ? preview.Changed.Count : MostChanges);
        foreach (var line in Conclusion(preview))
            console.WriteLine(PrintableText.OneLine(line));
    }

    private static void WriteChanges(IAnsiConsole console, RegradePreview preview, int most)
    {
        if (preview.Changed.Count == 0)
            return;
        var table = new TextTable("item", "before", "now", "grader", "why");
        foreach (var change in preview.Changed.Take(most))
        {
            var rows = ChangedVerdicts(change).ToList();
            foreach (var (i, (before, now)) in rows.Index())
                table.AddRow(
                    i > 0 ? ""
                        : change.Result.Repeat == 1 ? change.Result.ItemId
                        : $"{change.Result.ItemId}, repeat {Format.Count(change.Result.Repeat)}",
                    i > 0 ? "" : Describe(change.Result.Status, change.Result.Score),
                    i > 0 ? "" : Describe(change.Now.Status, change.Now.Score),
                    (now ?? before)!.Id,
                    Why(before, now)
                );
        }

        table.Write(console);
        if (preview.Changed.Count > most)
            console.WriteLine($"{Format.Count(preview.Changed.Count - most)} more: --details");
        console.WriteLine();
    }

    // The graders whose verdict differs; where none does, the pass mark or the weights do, and all are shown.
    private static IEnumerable<(GraderVerdict? Before, GraderVerdict? Now)> ChangedVerdicts(RegradedResponse change)
    {
        var before = change.Result.Grade?.Verdicts ?? [];
        var pairs = change
            .Now.Verdicts.Select(now => (Before: before.FirstOrDefault(verdict => verdict.Id == now.Id), Now: (GraderVerdict?)now))
            .Concat(
                before
                    .Where(verdict => !change.Now.Verdicts.Any(now => now.Id == verdict.Id))
                    .Select(verdict => (Before: (GraderVerdict?)verdict, Now: (GraderVerdict?)null))
            )
            .ToList();
        var differing = pairs.FindAll(pair =>
            pair.Before?.Score.Value != pair.Now?.Score.Value || pair.Before?.Score.Code != pair.Now?.Score.Code
        );
        return differing.Count > 0 ? differing : pairs;
    }

    private static string Why(GraderVerdict? before, GraderVerdict? now) =>
        (before, now) switch
        {
            (null, { } added) => $"new: {added.Score.Code}",
            ({ } gone, null) => $"no longer: {gone.Score.Code}",
            ({ } one, { } other) when one.Score.Code == other.Score.Code => other.Score.Code,
            _ => $"{before!.Score.Code} → {now!.Score.Code}: {now.Score.Reason}",
        };

    private static string Describe(ItemStatus status, double? score) =>
        $"{status.ToString().ToLowerInvariant()}{(score is null ? "" : $" {Format.Score(score)}")}";

    private static IEnumerable<string> Conclusion(RegradePreview preview)
    {
        var left = new[]
        {
            preview.Sealed > 0 ? $"{Format.Count(preview.Sealed)} of the holdout" : null,
            preview.LeftOut > 0 ? $"{Format.Count(preview.LeftOut)} that failed or whose item is another now" : null,
        }.OfType<string>();
        yield return $"{Format.Count(preview.Changed.Count)} of {Format.Quantity(preview.Compared, "response")} of {preview.Run.Prompt.Reference} get another verdict from {preview.GradersFile}: {Format.Count(preview.PassedBefore)} passed, {Format.Count(preview.PassedNow)} pass now."
            + (left.Any() ? $" Left out: {string.Join(", ", left)}." : "");
        yield return preview.HasSameGraders
            ? "These are the graders that graded the run."
            : $"Nothing is kept. To keep the new verdicts, have these graders in evalsets/{preview.Run.EvalSet.Name}/evalset.yaml, and: promptlab grade {preview.Run.RunId}";
    }

    private static void WriteExplanation(IAnsiConsole console, ExplainedResponse response, bool inFull)
    {
        var repeat = response.Result.Repeat == 1 ? "" : $", repeat {Format.Count(response.Result.Repeat)}";
        console.WriteLine(PrintableText.OneLine($"{response.Result.ItemId}{repeat}: {Describe(response.Now.Status, response.Now.Score)}"));
        WriteLine(console, "response", response.Result.Output ?? "", MinLabelWidth, inFull);
        foreach (var grader in response.Graders)
        {
            var verdict = grader.Verdict;
            console.WriteLine();
            console.WriteLine(
                PrintableText.OneLine($"{verdict.Id} ({verdict.Type}): {Format.Score(verdict.Score.Value)}, {verdict.Score.Code}")
            );
            var width = Math.Clamp(grader.Steps.Select(step => step.What.Length).DefaultIfEmpty(0).Max(), MinLabelWidth, MaxLabelWidth);
            foreach (var step in grader.Steps)
                WriteLine(console, step.What, step.Text, width, inFull);
            WriteLine(console, "verdict", verdict.Score.Reason, width, inFull);
        }

        console.WriteLine();
    }

    private static void WriteLine(IAnsiConsole console, string label, string text, int width, bool inFull)
    {
        var rows = inFull ? text.ReplaceLineEndings("\n").Split('\n') : [PrintableText.OneLine(text, MaxTextLength)];
        foreach (var (i, row) in rows.Index())
            console.WriteLine($"  {(i == 0 ? PrintableText.OneLine(label) : "").PadRight(width)}  {row}");
    }
}
