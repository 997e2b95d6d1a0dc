using System.CommandLine;

namespace PromptLab.Cli.Options;

/// <summary><c>--details</c>: shows every table of runs, not only what they come to.</summary>
internal static class DetailsOption
{
    public static Option<bool> Create() =>
        new("--details") { Description = "Show every table: graders, tags, p-values, tokens, latencies, confusion matrices." };
}
