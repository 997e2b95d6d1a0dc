using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PromptLab.Cli.Options;

/// <summary>An option that takes a whole number, and says so in our words where it is given something else.</summary>
internal static class WholeNumberOption
{
    public static Option<long?> Create(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, CustomParser = Parse };

    private static long? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} takes a whole number, not “{text}”.");
        return null;
    }
}
