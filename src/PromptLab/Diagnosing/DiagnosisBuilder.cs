using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Diagnosing;

/// <summary>Diagnoses a stored run from its results, those of its parent, and the history of its items over all versions.</summary>
internal static class DiagnosisBuilder
{
    /// <summary>Diagnoses a run; problems of reading its results are added.</summary>
    public static Diagnosis Of(ProjectWorkspace project, RunRecord run, Problems problems)
    {
        var related = project.Runs.All().Where(other => other.RunId == run.RunId || IsRelated(other, run)).ToList();
        var texts = PromptTexts.Of(project.Prompts, [run.Prompt.Name]);
        var parent = related.Find(other =>
            IsParent(other.Prompt, run.Prompt, related, texts)
            && other.Status == RunStatus.Completed
            && Comparability.DifferInSubjectOnly(other, run)
        );
        return Diagnosis.Of(
            ResultsOf(project, run, problems),
            parent is null ? null : ResultsOf(project, parent, problems),
            HistoryOf(project, run, related, texts)
        ) with
        {
            IsTuningScore = TuningScore.Is(run),
            Run = run,
        };
    }

    private static bool IsRelated(RunRecord other, RunRecord run) =>
        other.Prompt.Name == run.Prompt.Name
        && other.EvalSet.Name == run.EvalSet.Name
        && other.GradersHash == run.GradersHash
        && other.Totals is not null;

    // Versions are texts: two of them may have had the same number. What a text that is gone was made from is known only where all
    // runs of its parent's name are of one text.
    private static bool IsParent(RunPrompt other, RunPrompt prompt, IReadOnlyList<RunRecord> related, PromptTexts texts)
    {
        if (texts.ParentOf(prompt) is not { } parent || other.Version is null)
            return false;
        if (prompt.Version is null || texts.VersionOf(prompt) is not null)
            return texts.VersionOf(other) == parent;
        return other.Version == parent
            && related.Where(run => run.Prompt.Version == parent).Select(run => run.Prompt.Hash).Distinct(StringComparer.Ordinal).Count()
                == 1;
    }

    // Versions are ordered by number. Each is represented by the diagnosed run, or else by its latest run with the same model and
    // parameters, preferably over the same items; all other runs only count for whether an item was ever solved.
    private static ItemHistory HistoryOf(ProjectWorkspace project, RunRecord run, IReadOnlyList<RunRecord> related, PromptTexts texts)
    {
        var history = new ItemHistory();
        var representatives = related
            .Where(other => NumberOf(other) is not null && other.ConfigHash == run.ConfigHash && other.Status == RunStatus.Completed)
            .GroupBy(other => other.Prompt.Hash ?? other.Prompt.Reference, StringComparer.Ordinal)
            .OrderBy(version => PromptVersion.SortKey(texts.VersionOf(version.First().Prompt) ?? version.First().Prompt.Version))
            .Select(version =>
                version.OrderBy(other => other.RunId != run.RunId).ThenBy(other => !Comparability.DifferInSubjectOnly(other, run)).First()
            )
            .ToList();
        foreach (var other in representatives.Concat(related.Except(representatives)))
        {
            // An unreadable earlier run is ignored; problems of the diagnosed run itself are reported where its results are read.
            using var reader = project.Runs.Read(other, new Problems());
            history.Add(
                other.Prompt.Hash ?? other.Prompt.Reference,
                reader.Lines().Select(line => line.Result),
                representatives.Contains(other)
            );
        }

        return history;
    }

    private static int? NumberOf(RunRecord run) => PromptVersion.Of(run.Prompt.Version)?.Number;

    private static ComparedRun ResultsOf(ProjectWorkspace project, RunRecord run, Problems problems) =>
        new(run.Prompt.Reference, run.RunId, project.Runs.ReadResults(run, problems));
}
