using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PromptLab.Cli.Options;

/// <summary>An option that takes percentage points and gives them as a share, read the same in every culture.</summary>
internal static class PointsOption
{
    private const double Least = 0.1;
    private const double Most = 99.9;

    public static Option<double?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "points",
            CustomParser = Parse,
        };

    private static double? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)
            && points is >= Least and <= Most
        )
            return points / 100;
        result.AddError(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(result.Parent as OptionResult)?.Option.Name} takes percentage points from {Least} to {Most}, such as 10, not “{text}”."
            )
        );
        return null;
    }
}
