using System.CommandLine;
using System.Text.Json;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Cli.Options;

/// <summary><c>--json</c>: writes the result as JSON.</summary>
internal static class JsonOption
{
    public const string Name = "--json";

    public static Option<bool> Create() => new(Name) { Description = "Write the same facts as JSON." };

    /// <summary>
    /// Writes a value to standard output as JSON. <c>##[</c>, which starts a command in CI logs, and whatever would be pictured
    /// elsewhere are escaped; a JSON parser reads the same value.
    /// </summary>
    public static void Write(this CommandContext context, IJsonOutput value) =>
        context.Out.Write(
            PrintableText
                .OfJson(JsonSerializer.Serialize(value, value.GetType(), FileJson.Indented))
                .Replace("##[", "#\\u0023[", StringComparison.Ordinal) + "\n"
        );
}
