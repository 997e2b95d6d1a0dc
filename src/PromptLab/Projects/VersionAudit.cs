using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// Holds the versions of prompts against what was recorded of them: a frozen version that was edited together with its line in
/// <c>versions.lock</c> has another hash than its rows, its looks and its labels' moves name.
/// </summary>
internal static class VersionAudit
{
    /// <summary>Reports each version whose text was another one when it was measured, looked at or promoted.</summary>
    /// <param name="project">The project.</param>
    /// <param name="prompts">All versions and drafts of the project.</param>
    /// <param name="problems">Collects the problems.</param>
    public static void Check(ProjectWorkspace project, IReadOnlyList<Prompt> prompts, Problems problems)
    {
        var versions = prompts.Where(prompt => !PromptFile.IsDraft(prompt.Version)).ToList();
        var known = versions.Select(prompt => (prompt.Name, Hash: ContentHash.Short(prompt.Hash))).ToHashSet();
        var byReference = versions.ToDictionary(prompt => (prompt.Name, prompt.Version));
        var named = Named(project)
            .Where(one => byReference.ContainsKey((one.Prompt, one.Version)) && !known.Contains((one.Prompt, one.Hash)))
            .GroupBy(one => (one.Prompt, one.Version));
        foreach (var (version, witness) in named.Select(group => (byReference[group.Key], group.First())))
            problems.Add(
                version.File,
                null,
                $"{version.Reference} is {ContentHash.Short(version.Hash)}, and {witness.By} knows it as {witness.Hash}: the text and its line in versions.lock were edited since. Restore both from version control. A new text is a version of its own: write it into the draft and freeze that."
            );
    }

    private static IEnumerable<(string Prompt, string Version, string Hash, string By)> Named(ProjectWorkspace project)
    {
        foreach (var row in project.ReadScoreboard(new Problems()))
        {
            if (row is { Version: { } version, PromptHash: { } hash })
                yield return (row.Prompt, version, hash, $"the scoreboard's row of {row.RunId}");
        }

        foreach (var (_, path, shownAs) in project.EvalSets.Ledgers)
        {
            foreach (var look in HoldoutLedger.ReadContent(project, path, shownAs, new Problems()).AllLooks)
            {
                if (look is { Version: { } version, PromptHash: { } hash })
                    yield return (look.Prompt, version, ContentHash.Short(hash), shownAs);
                if (
                    look is { Baseline: { } baseline, BaselineHash: { } baselineHash }
                    && PromptReference.Parse(baseline) is { Version: { } of } reference
                )
                    yield return (reference.Name, of, ContentHash.Short(baselineHash), shownAs);
            }
        }

        foreach (var prompt in project.Prompts.Names)
        {
            var history = project.Prompts.LabelHistoryOf(prompt, project.Host.Time);
            foreach (var move in history.Read(new Problems()))
                yield return (prompt, move.To, ContentHash.Short(move.ToHash), history.ShownAs);
        }
    }
}
