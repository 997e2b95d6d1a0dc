using System.CommandLine;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Grading;
using PromptLab.Projects;
using PromptLab.Prompts;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab check</c>: reads everything of the project together and says all that is wrong. Sends nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var strict = new Option<bool>("--ci") { Description = "Hold versions to one change each: more without a reason is an error." };
        var json = JsonOption.Create();
        var command = new Command("check", "Check prompts, eval sets, graders, configuration and experiments together; send nothing.") { strict, json };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetValue(strict), parsed.GetValue(json), surroundings)));
        return command;
    }

    private static int Run(bool strict, bool json, Surroundings surroundings)
    {
        var problems = new Problems();
        var project = Project.Open(surroundings, problems);
        problems.AddRange(project.Config.NotInForce);
        var prompts = project.Prompts.Names.SelectMany(name => project.Prompts.ReadAll(name, problems)).ToList();
        CheckChanges(project, prompts, strict || project.Config.OneChangePerVersion, problems);
        var evalSets = project.EvalSets.Names.Select(name => project.EvalSets.Resolve(name, problems)).OfType<EvalSet>().ToList();
        foreach (var evalSet in evalSets)
        {
            GraderSet.Create(evalSet, problems);
            GateRules.Of(evalSet, problems);
            ClusterSplits.Warn(evalSet, problems);
        }

        foreach (var experiment in project.Config.Experiments.Values)
            CheckExperiment(project, experiment, problems);
        CheckModels(project, surroundings, problems);
        if (json)
            surroundings.Write(new { Problems = problems.Found, Prompts = prompts.Count, EvalSets = evalSets.Count });
        else
            Show(project, prompts.Count, evalSets, problems, surroundings);
        return problems.HasErrors ? ExitCodes.BadInput : ExitCodes.Done;
    }

    private static void CheckChanges(Project project, IEnumerable<Prompt> prompts, bool strict, Problems problems)
    {
        foreach (var prompt in prompts.Where(prompt => !PromptFile.IsDraft(prompt.Version) && prompt.ManyChangesReason is null))
        {
            var changes = project.Prompts.ElementsOf(prompt, problems);
            if (changes.Count <= 1)
                continue;
            var message = $"{prompt.Reference} changes {changes.Count} elements against {prompt.Parent}: {string.Join(", ", changes)}. What it gains or loses can't be put down to one of them. Make one change a version, or give a reason as “allow_many”.";
            if (strict)
                problems.Add(prompt.File, null, message);
            else
                problems.Warn(prompt.File, null, message);
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
    private static void CheckModels(Project project, Surroundings surroundings, Problems problems)
    {
        var factory = new ModelFactory(surroundings, project.Folder.Root);
        foreach (var model in project.Config.Models.Values)
        {
            var found = new Problems();
            factory.Check(model, found);
            foreach (var problem in found.Found)
                problems.AddRange([problem with { IsWarning = problem.IsWarning || model.Provider.Kind != "recorded" }]);
        }
    }

    private static void Show(Project project, int prompts, IReadOnlyList<EvalSet> evalSets, Problems problems, Surroundings surroundings)
    {
        foreach (var problem in problems.Found)
            surroundings.Out.WriteLine(problem.IsWarning ? $"warning: {problem}" : problem.ToString());
        var errors = problems.Found.Count(problem => !problem.IsWarning);
        var read = $"{Shown.Of(prompts, "prompt text")}, {Shown.Of(evalSets.Count, "eval set")} with {Shown.Of(evalSets.Sum(set => set.Items.Count), "item")}, {Shown.Of(project.Config.Models.Count, "model")}, {Shown.Of(project.Config.Experiments.Count, "experiment")}";
        surroundings.Out.WriteLine(errors == 0
            ? $"{read}: nothing is wrong{(problems.Found.Count == 0 ? "" : $", {Shown.Of(problems.Found.Count, "warning")}")}. Nothing was sent."
            : $"{Shown.Of(errors, "problem")}. Nothing was sent.");
    }
}
