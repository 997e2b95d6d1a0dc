using System.CommandLine;

namespace PromptLab.Cli.Options;

/// <summary><c>--burn</c>: allows one more look at the holdout after the limit is reached.</summary>
internal static class BurnOption
{
    public static Option<bool> Create() =>
        new("--burn") { Description = "Allow one more look at the holdout after three looks or more; the ledger records it." };
}
