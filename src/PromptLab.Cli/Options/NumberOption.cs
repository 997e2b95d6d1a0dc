using System.CommandLine;
using System.Globalization;

namespace PromptLab.Cli.Options;

/// <summary>Options that take a number, parsed with the invariant culture; other texts are errors with our own message.</summary>
internal static class NumberOption
{
    private const double MinPoints = 0.1;
    private const double MaxPoints = 99.9;
    private const double MaxDays = 36_500;

    private delegate bool Parser<T>(string text, out T number);

    /// <summary>A whole number; a negative one is parsed too.</summary>
    public static Option<long?> Whole(string name, string description, params string[] aliases) =>
        Create<long>(
            name,
            description,
            "a whole number",
            (text, out number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            aliases
        );

    /// <summary>An amount of US dollars or of percentage points, not negative.</summary>
    public static Option<decimal?> Amount(string name, string description) =>
        Create<decimal>(name, description, "an amount such as 2.50", (text, out number) =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        );

    /// <summary>Percentage points from 0.1 to 99.9; the value is a share, so that <c>10</c> is 0.1.</summary>
    public static Option<double?> Points(string name, string description)
    {
        var option = Create<double>(
            name,
            description,
            FormattableString.Invariant($"percentage points from {MinPoints} to {MaxPoints}, such as 10"),
            (text, out share) =>
            {
                var isNumber = TryParse(text, out var points);
                share = points / 100;
                return isNumber && points is >= MinPoints and <= MaxPoints;
            }
        );
        option.HelpName = "points";
        return option;
    }

    /// <summary>A number of days from 0 to 36,500, with a default.</summary>
    public static Option<double?> Days(string name, string description, double defaultDays)
    {
        var option = Create<double>(
            name,
            description,
            FormattableString.Invariant($"a number of days from 0 to {MaxDays}, such as 7"),
            (text, out days) => TryParse(text, out days) && days is >= 0 and <= MaxDays
        );
        option.HelpName = "days";
        option.DefaultValueFactory = _ => defaultDays;
        return option;
    }

    private static Option<T?> Create<T>(string name, string description, string takes, Parser<T> read, params string[] aliases)
        where T : struct =>
        new(name, aliases)
        {
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (read(text, out var number))
                    return number;
                result.AddError($"{name} takes {takes}, not “{text}”.");
                return null;
            },
        };

    private static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
