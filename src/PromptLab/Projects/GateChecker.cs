using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Settings;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// Finds gates that can never be judged: a baseline that is not there, a cost without a price, a tag that no item of the experiment
/// has. Found by <c>check</c>, they cost a correction; found at night, a night.
/// </summary>
internal static class GateChecker
{
    public static void Check(ProjectWorkspace project, EvalSet evalSet, Problems problems)
    {
        var rules = GateRules.Of(evalSet, problems);
        var experiments = project
            .Config.Experiments.Values.Where(experiment => experiment.EvalSets.Contains(evalSet.Name, StringComparer.Ordinal))
            .ToList();
        foreach (var rule in rules.Where(rule => rule.Against is not null))
            CheckBaseline(project, rule, experiments, problems);
        foreach (var rule in rules.Where(rule => rule.Metric.Kind == GateMetricKind.Cost))
            CheckPrices(project.Config, rule, experiments, problems);
        foreach (var rule in rules.Where(rule => rule.Tag is not null))
            CheckTag(project.Config, rule, evalSet, experiments, problems);
    }

    // The baseline of a gate must exist for every prompt whose runs the gate judges.
    private static void CheckBaseline(
        ProjectWorkspace project,
        GateRule rule,
        IReadOnlyList<ExperimentDefinition> experiments,
        Problems problems
    )
    {
        if (rule.Against == GateSubjectReader.Parent)
            return; // a first version has no parent; the versions after it have one
        var prompts = experiments
            .SelectMany(experiment => experiment.Prompts)
            .Select(reference => PromptReference.Parse(reference).Name)
            .Distinct(StringComparer.Ordinal);
        foreach (var prompt in prompts.Where(project.Prompts.Names.Contains))
        {
            var found = new Problems();
            if (project.Prompts.Resolve(GateSubjectReader.ReferenceOf(rule.Against!, prompt, ""), found) is null)
                problems.AddRange(found.Found.Select(problem => problem with { File = rule.Source, Line = null }));
        }
    }

    // Without an experiment any model may be judged, so that one with a price is enough.
    private static void CheckPrices(ProjectConfig config, GateRule rule, IReadOnlyList<ExperimentDefinition> experiments, Problems problems)
    {
        var judged = experiments.SelectMany(experiment => ModelsOf(config, experiment)).Distinct(StringComparer.Ordinal).ToList();
        var unpriced = (experiments.Count > 0 ? judged : [.. config.Models.Keys])
            .Where(alias => config.Models.TryGetValue(alias, out var model) && model.Price is null)
            .ToList();
        if (unpriced.Count == 0 || (experiments.Count == 0 && unpriced.Count < config.Models.Count))
            return;
        problems.Add(
            rule.Source,
            null,
            $"“{rule.Metric.Name}” can never be judged: the price of {string.Join(" and ", unpriced.Select(alias => $"“{alias}”"))} is unknown. Give {(unpriced.Count == 1 ? "the model its price" : "the models their prices")} in promptlab.yaml, or take the gate out."
        );
    }

    private static IReadOnlyList<string> ModelsOf(ProjectConfig config, ExperimentDefinition experiment) =>
        experiment.Models.Count > 0 ? experiment.Models
        : config.Run.Model is { } model ? [model]
        : [];

    private static void CheckTag(
        ProjectConfig config,
        GateRule rule,
        EvalSet evalSet,
        IReadOnlyList<ExperimentDefinition> experiments,
        Problems problems
    )
    {
        foreach (var experiment in experiments)
        {
            var ignored = new Problems(); // the experiment itself is checked too
            if (RunPreparation.ResolveChoice(config, experiment.Name, ignored) is not { } choice)
                continue;
            var items = choice.Filter.Select(evalSet, ignored);
            if (items.Count > 0 && !items.Any(item => item.Tags.Contains(rule.Tag, StringComparer.Ordinal)))
                problems.Warn(
                    rule.Source,
                    null,
                    $"“{rule.Subject}” can never be judged in the experiment “{experiment.Name}”: none of its {Format.Quantity(items.Count, "item")} has the tag “{rule.Tag}”."
                );
        }
    }
}
