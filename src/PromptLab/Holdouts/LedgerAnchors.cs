using PromptLab.Files;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>A hash of a line of a ledger that something else in the project names.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="NamedBy">What names it, in words.</param>
internal sealed record LedgerAnchor(string Hash, string NamedBy);

/// <summary>
/// The hashes of ledger lines that rows of the scoreboard and moves of labels name: each names the last line of its time, so that a
/// ledger that was cut, replaced or removed shows.
/// </summary>
internal static class LedgerAnchors
{
    /// <summary>The hash of the last line of an eval set's ledger; null where there is none.</summary>
    public static string? LastHash(ProjectWorkspace project, string evalSet) =>
        LinesOf(project, evalSet) is [.., var last] ? last.Hash : null;

    /// <summary>The anchors whose line is not in the ledger, and that no retirement accepts as lost.</summary>
    public static IEnumerable<LedgerAnchor> Missing(ProjectWorkspace project, string evalSet, LedgerContent ledger)
    {
        var known = ledger.Lines.Select(line => line.Hash).Concat(ledger.LostLines).ToHashSet(StringComparer.Ordinal);
        return Of(project, evalSet).Where(anchor => !known.Contains(anchor.Hash)).DistinctBy(anchor => anchor.Hash);
    }

    private static IEnumerable<LedgerAnchor> Of(ProjectWorkspace project, string evalSet) =>
        project
            .ReadScoreboard(new Problems())
            .Where(row => row.EvalSet == evalSet && row.LedgerHash is not null)
            .Select(row => new LedgerAnchor(row.LedgerHash!, $"the scoreboard's row of {row.RunId}"))
            .Concat(
                project.Prompts.Names.SelectMany(prompt =>
                    project
                        .Prompts.LabelHistoryOf(prompt, project.Host.Time)
                        .Read(new Problems())
                        .Where(move => move.Evidence?.EvalSet == evalSet && move.LedgerHash is not null)
                        .Select(move => new LedgerAnchor(move.LedgerHash!, $"the promotion of {prompt}@{move.To} in its labels' history"))
                )
            );

    // A damaged ledger is reported by whoever reads it for its looks.
    private static IReadOnlyList<ChainedLine> LinesOf(ProjectWorkspace project, string evalSet)
    {
        try
        {
            return
            [
                .. project
                    .EvalSets.Ledgers.Where(ledger => ledger.Name == evalSet)
                    .SelectMany(ledger => HoldoutLedger.ReadNow(project, ledger.Path, ledger.ShownAs).Lines),
            ];
        }
        catch (InputException)
        {
            return [];
        }
    }
}
