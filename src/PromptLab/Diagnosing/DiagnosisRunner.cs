using System.Text.Json;
using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Diagnosing;

/// <summary>Diagnoses the run that the options refer to.</summary>
internal static class DiagnosisRunner
{
    public static DiagnosisResult Diagnose(ProjectWorkspace project, string reference)
    {
        var problems = new Problems();
        var run = RunReferences.Find(project, reference, problems);
        problems.ThrowIfErrors();
        if (run!.Status != RunStatus.Completed)
            problems.Warn(
                run.RunId,
                null,
                $"The run did not come to its end as it should ({JsonNamingPolicy.SnakeCaseLower.ConvertName(run.Status.ToString())}): only what arrived is looked at."
            );
        var diagnosis = DiagnosisBuilder.Of(project, run, problems);
        project.Conclude(problems);
        return new DiagnosisResult(diagnosis) { Run = run, HasHoldout = HoldoutPresence.Of(project, [run.EvalSet.Name])[run.EvalSet.Name] };
    }
}
