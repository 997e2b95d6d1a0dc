using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Promoting;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// Reads the records that commands write: the scoreboard, the ledgers, the label histories, and the files of every run. A ledger or a
/// history is read whether or not its eval set or its prompt is there.
/// </summary>
internal static class RecordAudit
{
    /// <summary>Reports what can't be read.</summary>
    public static void Check(ProjectWorkspace project, Problems problems)
    {
        Guard(problems, () => project.ReadScoreboard(problems));
        foreach (var (name, path, shownAs) in project.EvalSets.Ledgers)
            Guard(problems, () => CheckLedger(project, name, path, shownAs, problems));
        foreach (var prompt in project.Prompts.Names)
            Guard(problems, () => LabelMover.CheckHistory(project, prompt, problems));
        foreach (var runId in project.Runs.Folders)
            Guard(problems, () => new StoredRunCheck(project.Runs, runId, problems).Run());
    }

    // The ledger of an eval set that is there was audited with it.
    private static void CheckLedger(ProjectWorkspace project, string name, string path, string shownAs, Problems problems)
    {
        var found = new Problems();
        var content = HoldoutLedger.ReadContent(project, path, shownAs, found);
        problems.AddRange(found.Found);
        if (!found.HasErrors && !project.EvalSets.Names.Contains(name, StringComparer.Ordinal))
            new LedgerAudit(project, name, content, shownAs, problems).Run();
    }

    // One file that can't be opened keeps no other one from being read.
    private static void Guard(Problems problems, Action read)
    {
        try
        {
            read();
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
        }
    }
}
