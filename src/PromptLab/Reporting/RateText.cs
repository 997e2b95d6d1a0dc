using System.Globalization;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Rates and their differences as text: the one place where a tuning score gets its mark, <see cref="TuningNote.Mark"/>.</summary>
public static class RateText
{
    /// <summary>A share, such as <c>41.7%†</c>; a dash, without a mark, for what is not known.</summary>
    public static string Percent(Rate rate) => Marked(Format.Percent(rate.Value), rate is { Value: not null, IsTuningScore: true });

    /// <summary>A mean score, such as <c>0.722†</c>; a dash likewise.</summary>
    public static string Score(Rate rate) => Marked(Format.Score(rate.Value), rate is { Value: not null, IsTuningScore: true });

    /// <summary>A share with the counts behind it where they are known, such as <c>41.7%† (20/48)</c>.</summary>
    public static string Counted(Rate rate) =>
        rate is { Passed: { } passed, Scored: { } scored }
            ? string.Create(CultureInfo.InvariantCulture, $"{Percent(rate)} ({passed}/{scored})")
            : Percent(rate);

    /// <summary>A share with counts and interval, such as <c>41.7%† (20/48), 95% 28.8% to 55.7%</c>.</summary>
    public static string Whole(Rate rate) => $"{Counted(rate)}, 95% {Format.Percents(rate.Interval)}";

    /// <summary>A share as its counts alone, such as <c>14 of 39†</c>.</summary>
    public static string OutOf(Rate rate) => $"{Format.Count(rate.Passed)} of {Scored(rate)}";

    /// <summary>What a share is out of, such as <c>39†</c>, where the text itself says how many of them passed or failed.</summary>
    public static string Scored(Rate rate) => Marked(Format.Count(rate.Scored), rate is { Scored: not null, IsTuningScore: true });

    /// <summary>A difference of shares in percentage points, such as <c>+6.3 pp†</c>; a dash for what is not known.</summary>
    public static string Points(RateDifference difference) =>
        Marked(Format.Points(difference.Value), difference is { Value: not null, IsTuningScore: true });

    /// <summary>A difference of mean scores, such as <c>−0.200†</c>; a dash likewise.</summary>
    public static string Scores(RateDifference difference) =>
        Marked(Format.ScorePoints(difference.Value), difference is { Value: not null, IsTuningScore: true });

    private static string Marked(string figure, bool isMarked) => isMarked ? figure + TuningNote.Mark : figure;
}
