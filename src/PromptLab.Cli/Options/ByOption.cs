using System.CommandLine;

namespace PromptLab.Cli.Options;

/// <summary><c>--by</c>: who moves a label.</summary>
internal static class ByOption
{
    public static Option<string?> Create() =>
        new("--by") { Description = "Who moves it; without this the author that git names.", HelpName = "name" };
}
