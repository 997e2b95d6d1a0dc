using PromptLab.Files;
using PromptLab.Workspace;

namespace PromptLab.Gating;

/// <summary>Judges existing runs by the gates of their eval set. No model is called.</summary>
internal static class GateRunner
{
    public static GateResult Judge(ProjectWorkspace project, GateOptions options)
    {
        var plan = GatePreparation.Prepare(project, options);
        var problems = new Problems();
        var reader = new GateSubjectReader(project, plan, options, project.Host.Time.GetUtcNow());
        var report = new GateReport([.. plan.Runs.Select(run => GatedRun.Of(reader.Read(run, problems), plan.Rules))], plan.Missing);
        project.Conclude(problems);
        return new GateResult(report)
        {
            EvalSet = plan.EvalSet.Name,
            HasHoldout = plan.EvalSet.HasHoldout,
            Experiment = plan.Experiment?.Name,
            Outputs = plan.Experiment?.Outputs ?? [],
        };
    }
}
