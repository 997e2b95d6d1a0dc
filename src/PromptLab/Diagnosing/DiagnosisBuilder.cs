using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Diagnosing;

/// <summary>Diagnoses a stored run: reads its results, those of its parent, and how its items came out in all versions.</summary>
internal static class DiagnosisBuilder
{
    /// <summary>The diagnosis of a run; problems of the run's own results are noted.</summary>
    public static Diagnosis Of(ProjectWorkspace project, RunRecord run, Problems problems)
    {
        var known = project.Runs.All().Where(other => other.RunId == run.RunId || IsOfItsPrompt(other, run)).ToList();
        var parent = known.Find(other =>
            other.Prompt.Version == run.Prompt.Parent
            && other.Prompt.Version is not null
            && other.Status == RunStatus.Completed
            && Comparability.DifferInSubjectOnly(other, run)
        );
        return Diagnosis.Of(
            SideOf(project, run, problems),
            parent is null ? null : SideOf(project, parent, problems),
            HistoryOf(project, run, known)
        ) with
        {
            IsTuningScore = TuningScore.Is(run),
        };
    }

    private static bool IsOfItsPrompt(RunRecord other, RunRecord run) =>
        other.Prompt.Name == run.Prompt.Name
        && other.EvalSet.Name == run.EvalSet.Name
        && other.GradersHash == run.GradersHash
        && other.Totals is not null;

    // The order of versions is that of their numbers. Each is spoken for by the run that is looked at, else by its latest run
    // with the same model and parameters, over the same items where there is one; all other runs say only what was ever solved.
    private static ItemHistory HistoryOf(ProjectWorkspace project, RunRecord run, IReadOnlyList<RunRecord> known)
    {
        var history = new ItemHistory();
        var speaking = known
            .Where(other => NumberOf(other) is not null && other.ConfigHash == run.ConfigHash && other.Status == RunStatus.Completed)
            .GroupBy(NumberOf)
            .OrderBy(version => version.Key)
            .Select(version =>
                version.OrderBy(other => other.RunId != run.RunId).ThenBy(other => !Comparability.DifferInSubjectOnly(other, run)).First()
            )
            .ToList();
        foreach (var other in speaking.Concat(known.Except(speaking)))
        {
            // A run of before that can't be read says nothing; the run that is looked at is read with its problems elsewhere.
            using var reader = project.Runs.Read(other.RunId, new Problems());
            history.Add(other.Prompt.Hash ?? other.Prompt.Reference, reader.Lines().Select(line => line.Result), speaking.Contains(other));
        }

        return history;
    }

    private static int? NumberOf(RunRecord run) => PromptVersion.Of(run.Prompt.Version)?.Number;

    private static ComparedRun SideOf(ProjectWorkspace project, RunRecord run, Problems problems) =>
        new(run.Prompt.Reference, run.RunId, project.Runs.ReadResults(run.RunId, problems));
}
