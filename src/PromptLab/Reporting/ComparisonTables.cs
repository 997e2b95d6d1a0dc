using System.Globalization;
using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>A table of texts, to be drawn on a screen or written as Markdown.</summary>
/// <param name="Title">The title; empty for the first of several tables.</param>
/// <param name="Columns">The column headings; a heading may be empty.</param>
/// <param name="Rows">The cells, one per column in each row.</param>
internal sealed record ReportTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Formats a comparison as tables: each difference with its interval, its p-value and the counts behind it.</summary>
internal static class ComparisonTables
{
    private static readonly string[] RateColumns =
    [
        "",
        "items",
        "baseline",
        "candidate",
        "difference",
        "95% interval",
        "p",
        "better/worse",
        "verdict",
    ];
    private static readonly string[] AmountColumns = ["a call", "items", "baseline", "candidate", "difference", "95% interval", "p"];

    /// <summary>The tables of rates, graders, tags and amounts; a table without rows is left out.</summary>
    public static IReadOnlyList<ReportTable> Of(ComparisonEvidence evidence) =>
        [new("", RateColumns, [Rate("pass rate", evidence.PassRate), Score("mean score", evidence.Score)]), .. Tables(evidence)];

    private static IEnumerable<ReportTable> Tables(ComparisonEvidence evidence)
    {
        if (evidence.Graders.Count > 0)
            yield return new(
                $"Mean score of each grader{Corrected(evidence.Graders)}",
                RateColumns,
                [.. evidence.Graders.Select(grader => Score(grader.Name, grader.Evidence))]
            );
        if (evidence.Tags.Count > 0)
            yield return new(
                $"Pass rate of each tag{Corrected(evidence.Tags)}{FewClusters(evidence.Tags)}",
                RateColumns,
                [.. evidence.Tags.Select(tag => Rate(tag.Name, tag.Evidence))]
            );
        yield return new("Tokens, cost and latency", AmountColumns, [.. evidence.Amounts.Select(Amount), .. Totals(evidence)]);
    }

    private static string Corrected(IReadOnlyList<NamedEvidence> together) =>
        together.Max(part => part.Evidence.Family) is > 1 and var family
            ? $" (p corrected for {Format.Count(family)}, Holm; each interval stands alone)"
            : "";

    private static string FewClusters(IReadOnlyList<NamedEvidence> together) =>
        together.Any(part => ComparisonObjections.TooFewClusters(part.Evidence) is not null)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"; no verdict on items of fewer than {PairedEvidence.LeastClusters} clusters, which tell nothing of chance"
            )
            : "";

    private static IReadOnlyList<string> Rate(string name, PairedEvidence evidence) =>
        Row(name, evidence, RateText.Percent, Format.Points(evidence.Difference), Format.Points(evidence.Interval));

    private static IReadOnlyList<string> Score(string name, PairedEvidence evidence) =>
        Row(name, evidence, RateText.Score, Format.ScorePoints(evidence.Difference), Format.ScorePoints(evidence.Interval));

    private static IReadOnlyList<string> Row(
        string name,
        PairedEvidence evidence,
        Func<Rate, string> value,
        string difference,
        string interval
    ) =>
        [
            name,
            Items(evidence),
            value(evidence.BaselineRate),
            value(evidence.CandidateRate),
            difference,
            IsAlike(evidence) ? "no variation" : interval,
            Format.PValue(evidence.CorrectedPValue ?? evidence.PValue),
            $"{Format.Count(evidence.Wins)}/{Format.Count(evidence.Losses)}",
            evidence.Outcome.Words(),
        ];

    private static bool IsAlike(PairedEvidence evidence) => evidence is { Items: > 0, HasVariation: false };

    private static string Items(PairedEvidence evidence) =>
        evidence.LeftOut == 0
            ? Format.Count(evidence.Items)
            : $"{Format.Count(evidence.Items)} ({Format.Count(evidence.LeftOut)} left out)";

    private static IReadOnlyList<string> Amount(NamedEvidence amount)
    {
        var evidence = amount.Evidence;
        Func<double?, string> shown = amount.Name switch
        {
            "cost_usd" => value => Format.Money((decimal?)value),
            "latency_ms" => value => Format.Duration(value is { } ms ? TimeSpan.FromMilliseconds(ms) : null),
            _ => value => value?.ToString("#,0.0", CultureInfo.InvariantCulture) ?? Format.Missing,
        };
        return
        [
            Word(amount.Name),
            Items(evidence),
            shown(evidence.Baseline),
            shown(evidence.Candidate),
            WithSign(evidence.Difference, shown),
            IsAlike(evidence) ? "no variation" : Range(evidence.Interval, value => WithSign(value, shown)),
            Format.PValue(evidence.PValue),
        ];
    }

    private static IEnumerable<IReadOnlyList<string>> Totals(ComparisonEvidence evidence)
    {
        var (before, after) = (evidence.BaselineFigures, evidence.CandidateFigures);
        Func<double?, string> money = value => Format.Money((decimal?)value);
        yield return
        [
            "cost of a right answer",
            Format.Count(before.Items),
            CostOf(before),
            CostOf(after),
            evidence.CostPerCorrect is { } cost ? WithSign(cost.Difference, money) : Format.Missing,
            Range(evidence.CostPerCorrect?.Interval, value => WithSign(value, money)),
            Format.Missing,
        ];
        yield return
        [
            "latency, median",
            Format.Count(before.Items),
            Format.Duration(before.LatencyP50),
            Format.Duration(after.LatencyP50),
            Format.Missing,
            Format.Missing,
            Format.Missing,
        ];
        yield return
        [
            "latency, 95%",
            Format.Count(before.Items),
            Format.Duration(before.LatencyP95),
            Format.Duration(after.LatencyP95),
            Format.Missing,
            Format.Missing,
            Format.Missing,
        ];
    }

    private static string CostOf(SideFigures figures) => figures.Passed == 0 ? "nothing right" : Format.Money(figures.CostPerCorrectUsd);

    private static string Word(string name) =>
        name switch
        {
            "input_tokens" => "input tokens",
            "output_tokens" => "output tokens",
            "cost_usd" => "cost",
            _ => "latency, mean",
        };

    // A value that rounds to 0 has no sign.
    private static string WithSign(double? difference, Func<double?, string> shown)
    {
        if (difference is not { } value)
            return Format.Missing;
        var text = shown(Math.Abs(value));
        return text.Any(digit => digit is >= '1' and <= '9') ? (value < 0 ? "−" : "+") + text : "±0";
    }

    private static string Range(Interval? interval, Func<double?, string> shown) =>
        interval is { } i ? $"{shown(i.Low)} to {shown(i.High)}" : Format.Missing;
}
