using System.Globalization;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Formats rates and their differences. Only here tuning scores get their mark, <see cref="TuningNote.Mark"/>.</summary>
internal static class RateText
{
    /// <summary>A share such as <c>41.7%†</c>; a dash without a mark where it is unknown.</summary>
    public static string Percent(Rate rate) => Marked(Format.Percent(rate.Value), rate is { Value: not null, IsTuningScore: true });

    /// <summary>A share such as <c>42%†</c>; a dash without a mark where it is unknown.</summary>
    public static string WholePercent(Rate rate) =>
        Marked(Format.WholePercent(rate.Value), rate is { Value: not null, IsTuningScore: true });

    /// <summary>A mean score such as <c>0.722†</c>; a dash without a mark where it is unknown.</summary>
    public static string Score(Rate rate) => Marked(Format.Score(rate.Value), rate is { Value: not null, IsTuningScore: true });

    /// <summary>A share with its counts, where they are known, such as <c>41.7%† (20/48)</c>.</summary>
    public static string Counted(Rate rate) =>
        rate is { Passed: { } passed, Scored: { } scored }
            ? string.Create(CultureInfo.InvariantCulture, $"{Percent(rate)} ({passed}/{scored})")
            : Percent(rate);

    /// <summary>A share with its counts and interval, such as <c>41.7%† (20/48), 95% 28.8% to 55.7%</c>.</summary>
    public static string Whole(Rate rate) => $"{Counted(rate)}, 95% {Format.Percents(rate.Interval)}";

    /// <summary>A share as counts only, such as <c>14 of 39†</c>.</summary>
    public static string OutOf(Rate rate) => $"{Format.Count(rate.Passed)} of {Scored(rate)}";

    /// <summary>The denominator of a share, such as <c>39†</c>, for sentences that give the numerator themselves.</summary>
    public static string Scored(Rate rate) => Marked(Format.Count(rate.Scored), rate is { Scored: not null, IsTuningScore: true });

    /// <summary>A difference of shares in percentage points, such as <c>+6.3 pp†</c>; a dash without a mark where it is unknown.</summary>
    public static string Points(RateDifference difference) =>
        Marked(Format.Points(difference.Value), difference is { Value: not null, IsTuningScore: true });

    /// <summary>A difference of mean scores, such as <c>−0.200†</c>; a dash without a mark where it is unknown.</summary>
    public static string Scores(RateDifference difference) =>
        Marked(Format.ScorePoints(difference.Value), difference is { Value: not null, IsTuningScore: true });

    private static string Marked(string figure, bool isMarked) => isMarked ? figure + TuningNote.Mark : figure;
}
