using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.JsonSchemas;

/// <summary>Dates, times and durations as in RFC 3339, https://www.rfc-editor.org/rfc/rfc3339#section-5.6 and its appendix A.</summary>
internal static class DateFormat
{
    private const int MinutesOfDay = 24 * 60;
    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly Regex Date = new(@"^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})\z", Linear);

    private static readonly Regex Time = new(
        @"^(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(\.[0-9]+)?([Zz]|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))\z",
        Linear
    );

    private static readonly Regex Duration = new(
        @"^P([0-9]+W|([0-9]+Y([0-9]+M([0-9]+D)?)?|[0-9]+M([0-9]+D)?|[0-9]+D)(T(?<time>.+))?|T(?<time>.+))\z",
        Linear
    );

    private static readonly Regex TimeOfDuration = new(@"^([0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?|[0-9]+S)\z", Linear);

    public static bool IsDate(string text)
    {
        var parts = Date.Match(text);
        if (!parts.Success)
            return false;
        var (year, month, day) = (Number(parts, "year"), Number(parts, "month"), Number(parts, "day"));
        // The year 0000 is a leap year and none of DateTime's.
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month);
    }

    public static bool IsTime(string text)
    {
        var parts = Time.Match(text);
        if (!parts.Success)
            return false;
        var (hour, minute, second) = (Number(parts, "hour"), Number(parts, "minute"), Number(parts, "second"));
        var (hours, minutes) = (Number(parts, "hours"), Number(parts, "minutes"));
        if (hour > 23 || minute > 59 || second > 60 || hours > 23 || minutes > 59)
            return false;
        var offset = ((hours * 60) + minutes) * (parts.Groups["sign"].Value == "-" ? -1 : 1);
        var utc = ((hour * 60) + minute - offset + MinutesOfDay) % MinutesOfDay;
        return second < 60 || utc == MinutesOfDay - 1; // a leap second ends a day of UTC
    }

    public static bool IsDateTime(string text) =>
        text.IndexOfAny(['T', 't']) is var at and > 0 && IsDate(text[..at]) && IsTime(text[(at + 1)..]);

    public static bool IsDuration(string text)
    {
        var parts = Duration.Match(text);
        return parts.Success && (!parts.Groups["time"].Success || TimeOfDuration.IsMatch(parts.Groups["time"].Value));
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;
}
