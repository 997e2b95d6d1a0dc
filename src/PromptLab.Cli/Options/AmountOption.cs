using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PromptLab.Cli.Options;

/// <summary>An option that takes an amount of money, and says so in our words where it is given something else.</summary>
internal static class AmountOption
{
    public static Option<decimal?> Create(string name, string description) => new(name) { Description = description, CustomParser = Parse };

    private static decimal? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return amount;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} takes an amount such as 2.50, not “{text}”.");
        return null;
    }
}
