using PromptLab.Comparing;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows how far raters agree.</summary>
internal static class AgreementView
{
    public static void Write(IAnsiConsole console, AgreementResult measured)
    {
        console.WriteLine(
            PrintableText.OneLine(
                $"{Format.Quantity(measured.Raters.Count, "rater")}, {Format.Quantity(measured.Items, "labelled item")}"
                    + (measured.Sealed > 0 ? $"; {Format.Quantity(measured.Sealed, "item")} of the holdout left out" : "")
            )
        );
        var table = new TextTable(
            "rater",
            "and",
            "both",
            "same label",
            "95%",
            measured.Scale == AgreementScale.Nominal ? "Cohen's kappa" : "quadratic kappa",
            "95%"
        )
        {
            LeftOutFirst = [4, 2],
        };
        foreach (var pair in measured.Pairs)
            table.AddRow(
                pair.First,
                pair.Second,
                Format.Count(pair.Units),
                Format.Percent(pair.Agreement.Value),
                Format.Percents(pair.Agreement.Interval),
                Format.Score(pair.Kappa.Value),
                Format.Scores(pair.Kappa.Interval)
            );
        table.Write(console);
        if (measured.Fleiss.Value is not null)
            console.WriteLine(
                $"All raters, {Format.Quantity(measured.Complete, "unit")} that all labelled: Fleiss' kappa {Described(measured.Fleiss)}"
            );
        console.WriteLine($"Krippendorff's alpha ({measured.Scale.ToString().ToLowerInvariant()}): {Described(measured.Krippendorff)}");
        foreach (var pair in measured.Pairs.Where(pair => pair is { Units: > 0, Agreement.Value: 0 }))
            console.WriteLine(
                PrintableText.OneLine(
                    $"{pair.First} and {pair.Second} have no label in common: {pair.Differing[0].First} and {pair.Differing[0].Second}. Do they use the same words?"
                )
            );
        foreach (var pair in measured.Pairs.Where(pair => pair.Differing.Count > 0))
            console.WriteLine(PrintableText.OneLine($"{pair.First} and {pair.Second} differ on {Differing(pair)}"));
    }

    private static string Described(Coefficient coefficient) =>
        coefficient.Value is null
            ? "not defined: all labels are the same"
            : $"{Format.Score(coefficient.Value)} ({Format.Scores(coefficient.Interval)})";

    private static string Differing(RaterPair pair)
    {
        var shown = string.Join(
            ", ",
            pair.Differing.Select(one =>
                $"{one.ItemId}{(one.Repeat == 1 ? "" : $" (repeat {Format.Count(one.Repeat)})")}: {PrintableText.OneLine(one.First, 30)} / {PrintableText.OneLine(one.Second, 30)}"
            )
        );
        var all = (int)Math.Round(pair.Units * (1 - (pair.Agreement.Value ?? 1)));
        return all > pair.Differing.Count ? $"{shown}, and {Format.Count(all - pair.Differing.Count)} more" : shown;
    }
}
