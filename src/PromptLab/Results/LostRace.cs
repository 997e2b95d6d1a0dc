using PromptLab.Prompts;

namespace PromptLab.Results;

/// <summary>
/// A run whose race against a baseline was stopped: it has no row on the scoreboard, and its version was tried all the same.
/// </summary>
/// <param name="Version">The version that has the run's text today.</param>
/// <param name="Changed">The elements that changed from its parent.</param>
/// <param name="RunId">The id of the run.</param>
/// <param name="Outcome">How the race ended, as sentences.</param>
internal sealed record LostRace(string Version, IReadOnlyList<string> Changed, string RunId, string Outcome)
{
    /// <summary>How the sentence on a stopped race begins; a run keeps it as the reason why calls were not made.</summary>
    public const string Beginning = "The race against ";

    /// <summary>
    /// The races that were lost, in order of the versions, the oldest of each first; those that went on to the end, and those of texts
    /// that are gone, are left out.
    /// </summary>
    /// <param name="runs">Runs of one prompt, in any order.</param>
    /// <param name="texts">What today's versions say.</param>
    public static IReadOnlyList<LostRace> In(IEnumerable<RunRecord> runs, PromptTexts texts) =>
        [
            .. runs.OrderBy(run => run.StartedAt)
                .Select(run =>
                    OutcomeOf(run) is { } outcome && texts.VersionOf(run.Prompt) is { } version
                        ? new LostRace(version, run.Prompt.Changes, run.RunId, outcome)
                        : null
                )
                .OfType<LostRace>()
                .OrderBy(race => PromptVersion.SortKey(race.Version)),
        ];

    private static string? OutcomeOf(RunRecord run) =>
        run.Status == RunStatus.Unfinished
            ? run.Stopped?.FirstOrDefault(reason => reason.StartsWith(Beginning, StringComparison.Ordinal))
            : null;
}
