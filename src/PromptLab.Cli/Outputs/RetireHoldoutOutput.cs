namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>split-evalset --retire</c>.</summary>
/// <param name="EvalSet">The eval set.</param>
/// <param name="Items">How many different items were freed.</param>
/// <param name="Looks">How many looks at holdouts of the eval set its ledger has.</param>
/// <param name="Ledger">The ledger, which says so from now on.</param>
/// <param name="Files">The files in which items went from the holdout to dev; empty where none was there any more.</param>
internal sealed record RetireHoldoutOutput(string EvalSet, int Items, int Looks, string Ledger, IReadOnlyList<string> Files) : IJsonOutput;
