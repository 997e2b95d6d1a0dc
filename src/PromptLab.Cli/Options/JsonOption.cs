using System.CommandLine;
using System.Text.Json;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Files;

namespace PromptLab.Cli.Options;

/// <summary><c>--json</c>: the same facts for machines.</summary>
internal static class JsonOption
{
    public const string Name = "--json";

    public static Option<bool> Create() => new(Name) { Description = "Write the same facts as JSON." };

    /// <summary>
    /// Writes a value to standard output. <c>##[</c>, which begins a command in the log of a CI job, is escaped: the
    /// same value for whoever reads JSON.
    /// </summary>
    public static void Write(this CommandContext context, IJsonOutput value) =>
        context.Out.WriteLine(
            JsonSerializer.Serialize(value, value.GetType(), FileJson.Indented).Replace("##[", "#\\u0023[", StringComparison.Ordinal)
        );
}
