using System.CommandLine;

namespace PromptLab.Cli.Options;

/// <summary><c>--burn</c>: allows one more look at the holdout after the limit is reached.</summary>
internal static class BurnOption
{
    public static Option<bool> Create() =>
        new("--burn") { Description = "Look at the holdout once more although there were ten looks or more; the ledger says so." };
}
