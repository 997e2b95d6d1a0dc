using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Confirming;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Grading;
using PromptLab.Holdouts;
using PromptLab.Linting;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Settings;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab check</c>: reads everything of the project together and says all that is wrong. Sends nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var strict = new Option<bool>("--ci")
        {
            Description = "Hold versions to one change each, and examples to be no items: more without a reason is an error.",
        };
        var sarif = new Option<string?>("--sarif") { Description = "Write the findings as SARIF 2.1.0 to this file, for code review." };
        var json = JsonOption.Create();
        var command = new Command("check", "Check prompts, eval sets, graders, configuration and experiments together; send nothing.")
        {
            strict,
            sarif,
            json,
        };
        command.SetAction(
            (parsed, _) =>
            {
                var view = Read(parsed.GetValue(strict), context);
                if (parsed.GetValue(sarif) is { } file)
                    OutputFile.Write(context, file, writer => SarifReport.Write(view.Findings, view.Problems, writer));
                if (parsed.GetValue(json))
                    context.Write(view.Json);
                else
                    view.Write(context.Out);
                return Task.FromResult(view.HasErrors ? ExitCodes.BadInput : ExitCodes.Done);
            }
        );
        return command;
    }

    private static CheckView Read(bool strict, CommandContext context)
    {
        var problems = new Problems();
        var project = Project.Open(context, problems);
        var prompts = project.Prompts.Names.SelectMany(name => project.Prompts.ReadAll(name, problems)).ToList();
        CheckChanges(project, prompts, strict || project.Config.Lint.OneChangePerVersion, problems);
        var evalSets = project.EvalSets.Names.Select(name => project.EvalSets.Resolve(name, problems)).OfType<EvalSet>().ToList();
        foreach (var evalSet in evalSets)
        {
            GraderSet.Create(evalSet, GraderCatalog.BuiltIn, problems);
            CheckGates(project, evalSet, problems);
            ClusterSplits.Warn(evalSet, problems);
            var history = HoldoutLedger.Of(evalSet, context.Time).Read(HoldoutLedger.HashOf(evalSet) ?? "", problems);
            LookLimits.WarnOfUncounted(project, evalSet, history, problems);
        }

        foreach (var name in project.Prompts.Names)
            LabelMover.CheckHistory(project, name, problems, context);

        foreach (var experiment in project.Config.Experiments.Values)
            CheckExperiment(project, experiment, problems);
        CheckModels(project, context, problems);
        var findings = Linter.Run(LintMaterial.Of(project.Config, project.Prompts, prompts, evalSets), project.Config, strict, problems);
        return new CheckView(project, prompts.Count, evalSets, findings, problems);
    }

    private static void CheckChanges(Project project, IEnumerable<Prompt> prompts, bool strict, Problems problems)
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

    // What a gate compares with must be there for every prompt whose runs it judges.
    private static void CheckGates(Project project, EvalSet evalSet, Problems problems)
    {
        var prompts = project
            .Config.Experiments.Values.Where(experiment => experiment.EvalSet == evalSet.Name)
            .SelectMany(experiment => experiment.Prompts)
            .Select(reference => reference.Split('@')[0])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var rule in GateRules.Of(evalSet, problems).Where(rule => rule.Against is not (null or GateSubjects.Parent)))
        {
            foreach (var prompt in prompts.Where(project.Prompts.Names.Contains))
            {
                var found = new Problems();
                if (project.Prompts.Resolve(GateSubjects.ReferenceOf(rule.Against!, prompt, ""), found) is null)
                    problems.AddRange(found.Found.Select(problem => problem with { File = rule.Source, Line = null }));
            }
        }
    }

    private static void CheckExperiment(Project project, ExperimentDefinition experiment, Problems problems)
    {
        var found = new Problems();
        if (RunPreparation.ChoiceOf(project.Config, experiment.Name, found) is { } choice)
            RunSetup.Resolve(choice, project.Config, project.Prompts, project.EvalSets, found);
        if (experiment.Baseline is { } baseline)
            project.Prompts.Resolve(baseline, found);
        problems.AddRange(found.Found);
    }

    // A key that is not set matters to whoever runs the model, not to whoever checks the files.
    private static void CheckModels(Project project, CommandContext context, Problems problems)
    {
        var factory = new ModelFactory(context, project.Folder.Root);
        foreach (var model in project.Config.Models.Values)
        {
            var found = new Problems();
            factory.Check(model, found);
            foreach (var problem in found.Found)
                problems.AddRange([problem with { IsWarning = problem.IsWarning || model.Provider.Kind != "recorded" }]);
        }
    }
}
