using System.CommandLine;
using System.Globalization;

namespace PromptLab.Cli.Options;

/// <summary>An option that takes a number of days, read the same in every culture.</summary>
internal static class DaysOption
{
    private const double Most = 36_500;

    public static Option<double> Create(string name, string description, double byDefault) =>
        new(name)
        {
            Description = description,
            HelpName = "days",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                if (
                    double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days)
                    && days is >= 0 and <= Most
                )
                    return days;
                result.AddError(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} takes a number of days from 0 to {Most}, such as 7, not “{result.Tokens[0].Value}”."
                    )
                );
                return 0;
            },
        };
}
