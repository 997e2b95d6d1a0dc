using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>
/// Finds runs over the items of a holdout that no ledger counts: made before the items were sealed or while they stood under another
/// name, or counted in a ledger that was lost.
/// </summary>
internal static class UncountedLooks
{
    /// <summary>
    /// Such runs, as <c>prompt@version</c> with their ids: those that are stored, known by their items, and those that only the
    /// scoreboard knows, by the hash of their items. Empty where every look is counted.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="evalSet">The eval set.</param>
    /// <param name="history">The looks in the ledgers.</param>
    public static IReadOnlyList<(string RunId, string Reference)> Of(ProjectWorkspace project, EvalSet evalSet, HoldoutHistory history)
    {
        var items = evalSet.SealedItems.ToList();
        if (items.Count == 0)
            return [];
        var (hashes, seals) = (
            items.Select(item => ContentHash.Short(item.Hash)).ToHashSet(StringComparer.Ordinal),
            items.Select(item => item.Seal).ToHashSet(StringComparer.Ordinal)
        );
        var stored = project.Runs.All().Where(HasAskedSealed).Select(AskedRun.Of).ToList();
        var known = stored.Select(run => run.RunId).ToHashSet(StringComparer.Ordinal);
        var (setHash, holdoutHash) = (ContentHash.Short(evalSet.Hash), ContentHash.Short(history.HoldoutHash));
        var onlyOnScoreboard = project.ReadScoreboard(new Problems()).Where(row => !known.Contains(row.RunId) && IsOfHoldout(row));
        return
        [
            .. stored
                .Concat(onlyOnScoreboard.Select(AskedRun.Of))
                .DistinctBy(run => run.RunId)
                .Where(run => !history.Looks.Any(look => Covers(look, run)))
                .Select(run => (run.RunId, new PromptReference(run.Prompt, run.Version).ToString())),
        ];

        bool HasAskedSealed(RunRecord run) =>
            project.Runs.HasJournal(run.RunId) && project.Runs.ReadSelection(run.RunId)?.Values.Any(IsSealed) == true;

        bool IsSealed(SelectedItem item) => item.Seal is { } seal ? seals.Contains(seal) : hashes.Contains(item.Hash);

        bool IsOfHoldout(ScoreboardRow row) =>
            row.SelectedIdsHash == holdoutHash
            || (row.EvalSet == evalSet.Name && row.EvalSetHash == setHash && SplitChoice.Parse(row.Split).HasHoldout);
    }

    // The same again tells nothing new, so one look covers all runs of a text with the same model and graders.
    private static bool Covers(HoldoutLook look, AskedRun run) =>
        look.RunId == run.RunId
        || look.BaselineRunId == run.RunId
        || (
            ContentHash.Short(look.ConfigHash) == run.ConfigHash
            && ContentHash.Short(look.GradersHash) == run.GradersHash
            && (
                run.PromptHash is null
                    ? look.PromptHash is null && look.Prompt == run.Prompt
                    : Matches(look.PromptHash, run) || Matches(look.BaselineHash, run)
            )
        );

    private static bool Matches(string? hash, AskedRun run) => hash is not null && ContentHash.Short(hash) == run.PromptHash;

    // Its hashes are short ones, as the scoreboard has them.
    private sealed record AskedRun(
        string RunId,
        string Prompt,
        string? Version,
        string? PromptHash,
        string? ConfigHash,
        string? GradersHash
    )
    {
        public static AskedRun Of(RunRecord run) =>
            new(
                run.RunId,
                run.Prompt.Name,
                run.Prompt.Version,
                run.Prompt.Hash is { } hash ? ContentHash.Short(hash) : null,
                ContentHash.Short(run.ConfigHash),
                ContentHash.Short(run.GradersHash)
            );

        public static AskedRun Of(ScoreboardRow row) =>
            new(row.RunId, row.Prompt, row.Version, row.PromptHash, row.ConfigHash, row.GradersHash);
    }
}
