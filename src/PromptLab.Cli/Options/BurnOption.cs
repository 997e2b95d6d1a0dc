using System.CommandLine;

namespace PromptLab.Cli.Options;

/// <summary>The option that insists on a look at the holdout although there were too many.</summary>
internal static class BurnOption
{
    public static Option<bool> Create() =>
        new("--burn") { Description = "Look at the holdout once more although there were ten looks or more; the ledger says so." };
}
