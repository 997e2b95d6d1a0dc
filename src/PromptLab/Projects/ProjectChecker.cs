using PromptLab.Confirming;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Holdouts;
using PromptLab.Linting;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Settings;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Reads all files of a project and collects every problem. No model is called.</summary>
internal static class ProjectChecker
{
    public static CheckResult Check(ProjectWorkspace project, bool strict, Problems problems)
    {
        project.Runs.Mute();
        var prompts = project.Prompts.Names.SelectMany(name => project.Prompts.ReadAll(name, problems)).ToList();
        CheckChanges(project, prompts, strict || project.Config.Lint.OneChangePerVersion, problems);
        var evalSets = project.EvalSets.Names.Select(name => project.EvalSets.Resolve(name, problems)).OfType<EvalSet>().ToList();
        StrayItems.Check(project, problems);
        var files = FileAudit.Of(project, evalSets, problems);
        foreach (var evalSet in evalSets)
        {
            CheckEvalSet(project, evalSet, problems);
            CheckInput(evalSet, prompts, problems);
        }

        foreach (var name in project.Prompts.Names)
            PromotionAudit.Check(project, name, problems);
        VersionAudit.Check(project, prompts, problems);
        RecordAudit.Check(project, problems);
        RowAudit.Check(project, problems);
        CacheAudit.Check(project, problems);
        foreach (var experiment in project.Config.Experiments.Values)
            CheckExperiment(project, experiment, problems);
        CheckModels(project, problems);
        var material = LintMaterial.Of(project.Config, project.Prompts, prompts, evalSets);
        var findings = Linter.Run(material, project.Config, strict, problems);
        List<Problem> found = [.. Severities.Of(project, files.Without(problems.Found))];
        return new CheckResult
        {
            Problems = found,
            Findings = findings,
            Prompts = prompts.Count,
            EvalSets = evalSets.Count,
            Items = evalSets.Sum(set => set.Count),
            Models = project.Config.Models.Count,
            Experiments = project.Config.Experiments.Count,
            Warnings = [.. found.Where(problem => problem.IsWarning)],
        };
    }

    private static void CheckEvalSet(ProjectWorkspace project, EvalSet evalSet, Problems problems)
    {
        GraderSet.Create(evalSet, project.Host.Graders, project.Files, project.Programs, problems);
        GateChecker.Check(project, evalSet, problems);
        ClusterSplits.Warn(evalSet, problems);
        var ofLedger = new Problems();
        var history = HoldoutLedger.Of(project, evalSet).Read(HoldoutLedger.HashOf(evalSet) ?? "", ofLedger);
        problems.AddRange(ofLedger.Found);
        if (ofLedger.HasErrors)
            return;
        LookLimits.WarnOfUncounted(project, evalSet, history, problems);
        ClaimAudit.CheckAll(project, evalSet, problems);
    }

    // In JSON lines a plain text is the variable “input”. Without a prompt that declares it, no run could use the set.
    private static void CheckInput(EvalSet evalSet, IReadOnlyList<Prompt> prompts, Problems problems)
    {
        var names = prompts.SelectMany(prompt => prompt.Variables).Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        var field = evalSet.InputFields.FirstOrDefault(field =>
            field.Name == ItemColumns.Input && field.File.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)
        );
        if (field is not null && prompts.Count > 0 && !names.Contains(ItemColumns.Input))
            problems.Add(
                field.File,
                field.Line,
                $"“input” is a text, which makes it the variable “input”, and no prompt declares that one. Write an object with the values of the prompt's variables: \"input\": {{\"{names.Order(StringComparer.Ordinal).FirstOrDefault() ?? "message"}\": \"…\"}}."
            );
    }

    private static void CheckChanges(ProjectWorkspace project, IEnumerable<Prompt> prompts, bool strict, Problems problems)
    {
        foreach (var prompt in prompts.Where(prompt => !PromptFile.IsDraft(prompt.Version) && prompt.ManyChangesReason is null))
        {
            var changes = project.Prompts.ElementsOf(prompt, problems);
            if (changes.Count <= 1)
                continue;
            var message =
                $"{prompt.Reference} changes {changes.Count} elements against {prompt.Parent}: {string.Join(", ", changes)}. What it gains or loses can't be put down to one of them. Make one change a version, or give a reason as “allow_many”.";
            if (strict)
                problems.Add(prompt.File, null, message);
            else
                problems.Warn(prompt.File, null, message);
        }
    }

    private static void CheckExperiment(ProjectWorkspace project, ExperimentDefinition experiment, Problems problems)
    {
        var found = new Problems();
        if (RunPreparation.ResolveChoice(project.Config, experiment.Name, found) is { } choice)
        {
            foreach (var evalSet in experiment.EvalSets)
                RunSetup.Resolve(choice with { EvalSet = evalSet }, project, found);
        }

        if (experiment.Baseline is { } baseline)
            project.Prompts.Resolve(baseline, found);
        problems.AddRange(found.Found);
    }

    // A missing API key is an error only when the model is called, so here it is a warning.
    private static void CheckModels(ProjectWorkspace project, Problems problems)
    {
        foreach (var model in project.Config.Models.Values)
        {
            var found = new Problems();
            project.Models.Check(model, found);
            foreach (var problem in found.Found)
                problems.AddRange([problem with { IsWarning = problem.IsWarning || !model.Provider.Kind.IsRecorded }]);
        }
    }
}
