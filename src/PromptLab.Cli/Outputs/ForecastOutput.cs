using PromptLab.Planning;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>run --dry-run</c> and <c>confirm --dry-run</c>.</summary>
/// <param name="Estimate">The calls, tokens and cost.</param>
/// <param name="RaceAgainst">The ids of the runs that are raced against; null without a race.</param>
/// <param name="FirstItem">The id of the first item that is not sealed; null if there is none.</param>
/// <param name="Messages">The messages of that item; null if there is none.</param>
internal sealed record ForecastOutput(
    RunEstimate Estimate,
    IReadOnlyList<string>? RaceAgainst,
    string? FirstItem,
    IReadOnlyList<MessageOutput>? Messages
) : IJsonOutput;
