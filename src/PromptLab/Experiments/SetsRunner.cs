using PromptLab.Calling;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Runs prompt versions over several eval sets, one after the other, or grades responses to several.</summary>
internal static class SetsRunner
{
    private const string SetName = "{evalset}";

    /// <summary>The eval sets that options mean; empty where they name none.</summary>
    public static IReadOnlyList<string> EvalSetsOf(ProjectWorkspace project, RunOptions options) =>
        RunPreparation.EvalSetsOf(project.Config, options);

    /// <summary>Runs over each eval set. All of them are checked before the first call, and share one budget.</summary>
    public static async Task<SetsOutcome> RunAsync(ProjectWorkspace project, RunOptions options, CancellationToken stopping)
    {
        var names = EvalSetsOf(project, options);
        if (names.Count == 0)
            throw new InputException("--evalset", null, "Name the eval sets, or an experiment that does.");
        CheckNames(names);
        var prepared = names.Select(name => ExperimentRunner.Prepare(project, options with { EvalSet = name, EvalSets = [] })).ToList();
        var outcomes = new List<RunOutcome>();
        var budget = prepared[0].Setup.Choice.Budget;
        foreach (var one in prepared)
        {
            if (stopping.IsCancellationRequested || IsUsedUp(budget))
                break;
            outcomes.Add(await ExperimentRunner.RunAsync(project, one.With(budget), stopping));
            budget = Left(budget, outcomes[^1].Runs);
        }

        return OutcomeOf(outcomes, names);
    }

    /// <summary>Grades responses to each eval set, from files whose path has the set's name in place of <c>{evalset}</c>.</summary>
    public static async Task<SetsOutcome> GradeAsync(ProjectWorkspace project, GradeOptions options, CancellationToken cancellationToken)
    {
        CheckNames(options.EvalSets);
        if (options.Responses?.Contains(SetName, StringComparison.Ordinal) != true)
            throw new InputException(
                "--responses",
                null,
                $"For several eval sets, put {SetName} where the path has the set's name: --responses 'responses/{SetName}.csv'"
            );
        if (options.Name is null)
            throw new InputException("--name", null, "For several eval sets, give the responses a --name.");
        var each = options
            .EvalSets.Select(name =>
                options with
                {
                    EvalSet = name,
                    Responses = options.Responses.Replace(SetName, name, StringComparison.Ordinal),
                }
            )
            .ToList();
        var problems = new Problems();
        foreach (var file in each.Select(one => one.Responses!).Where(file => !File.Exists(Path.Combine(project.OpenedIn, file))))
            problems.Add(file, null, "There is no such file.");
        problems.ThrowIfErrors();
        var outcomes = new List<RunOutcome>();
        foreach (var one in each)
            outcomes.Add(await GradingRunner.GradeAsync(project, one, cancellationToken));
        return OutcomeOf(outcomes, options.EvalSets);
    }

    private static void CheckNames(IReadOnlyList<string> names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputException("--evalset", null, $"The eval set “{twice.Key}” is named twice, and would count twice. Name it once.");
    }

    private static SetsOutcome OutcomeOf(IReadOnlyList<RunOutcome> outcomes, IReadOnlyList<string> names)
    {
        var runs = outcomes.SelectMany(outcome => outcome.Runs).ToList();
        return new SetsOutcome
        {
            Sets = outcomes,
            Averages = SetAverages.Of(runs, names),
            NotBegun = [.. names.Skip(outcomes.Count)],
        };
    }

    private static bool IsUsedUp(BudgetLimits budget) => budget is { MaxCostUsd: <= 0 } or { MaxRequests: <= 0 } or { MaxTokens: <= 0 };

    private static BudgetLimits Left(BudgetLimits budget, IReadOnlyList<FinishedRun> runs)
    {
        var usage = runs.Select(run => run.Summary.Usage).ToList();
        return new BudgetLimits(
            budget.MaxCostUsd - usage.Sum(one => one.KnownCostUsd ?? 0),
            budget.MaxRequests - usage.Sum(one => one.Requests),
            budget.MaxTokens - usage.Sum(one => (one.InputTokens ?? 0) + (one.OutputTokens ?? 0))
        );
    }
}
