using PromptLab.Calling;
using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>Finds the two versions, the holdout and the model of a claim, and checks them. Nothing is sent.</summary>
internal static class ClaimPreparation
{
    private const decimal MaxMarginPoints = 100;

    /// <summary>Resolves and checks both runs: the baseline first, then the candidate.</summary>
    /// <exception cref="InputException">There are errors; it has every problem.</exception>
    public static RunSetup Prepare(ProjectWorkspace project, ConfirmOptions options)
    {
        var problems = new Problems();
        if (options.MarginPoints is <= 0 or > MaxMarginPoints)
            problems.Add("--margin", null, "The margin takes percentage points above 0 and up to 100, such as 5.");
        var candidate = VersionOf(project, options.Candidate, problems);
        var baseline = candidate is null
            ? null
            : VersionOf(project, PromptReference.Parse(options.Against, within: candidate.Name).ToString(), problems);
        if (candidate is not null && baseline is not null && candidate.Hash == baseline.Hash)
            problems.Add(
                options.Candidate,
                null,
                $"{candidate.Reference} and {baseline.Reference} are the same text, so there is nothing to claim. Name another one with --against."
            );
        problems.ThrowIfErrors();
        var (evalSet, model) = ConditionsOf(project, candidate!.Name, options, problems);
        problems.ThrowIfErrors();
        CheckHoldout(project, evalSet!, problems);
        problems.ThrowIfErrors();
        return RunPreparation.Prepare(
            project,
            options.ToRunOptions() with
            {
                Prompts = [baseline!.Reference, candidate.Reference],
                EvalSet = evalSet,
                Models = [model!],
                Splits = [SplitNames.Holdout],
                Cache = CacheMode.Off, // a claim must rest on new responses
            }
        );
    }

    private static Prompt? VersionOf(ProjectWorkspace project, string reference, Problems problems)
    {
        if (project.Prompts.Resolve(reference, problems) is not { } prompt)
            return null;
        if (!PromptFile.IsDraft(prompt.Version))
            return prompt;
        problems.Add(
            reference,
            null,
            $"A claim is on a frozen version, and the draft still changes. Freeze it first: promptlab freeze {prompt.Name}"
        );
        return null;
    }

    // Defaults come from the experiments that use the prompt, else from its rows on the scoreboard, where they all agree; in a project
    // with one eval set or one model, that one is meant.
    private static (string? EvalSet, string? Model) ConditionsOf(
        ProjectWorkspace project,
        string prompt,
        ConfirmOptions options,
        Problems problems
    )
    {
        var config = project.Config;
        var experiments = config
            .Experiments.Values.Where(experiment => experiment.Prompts.Any(reference => PromptReference.Parse(reference).Name == prompt))
            .ToList();
        var evalSet = options.EvalSet
            ?? RequireOne(
                "--evalset",
                "eval set",
                FirstOf(experiments.SelectMany(experiment => experiment.EvalSets), SetsOf(project, prompt), project.EvalSets.Names),
                problems
            );
        var models = experiments
            .Where(experiment => experiment.EvalSets.Contains(evalSet, StringComparer.Ordinal) && experiment.Models.Count > 0)
            .SelectMany(experiment => experiment.Models);
        return (
            evalSet,
            options.Model ?? RequireOne("--model", "model", FirstOf(models, [config.Run.Model ?? ""], config.Models.Keys), problems)
        );
    }

    private static IEnumerable<string> SetsOf(ProjectWorkspace project, string prompt) =>
        project.ReadScoreboard(new Problems()).Where(row => row.Prompt == prompt).Select(row => row.EvalSet);

    // The first source that says anything; the last one counts only where it leaves no choice.
    private static IEnumerable<string> FirstOf(IEnumerable<string> asked, IEnumerable<string> usual, IEnumerable<string> known)
    {
        var said = asked.ToList() is { Count: > 0 } first ? first : [.. usual.Where(name => name.Length > 0)];
        var all = known.ToList();
        return said.Count > 0 ? said
            : all.Count == 1 ? all
            : [];
    }

    private static string? RequireOne(string option, string what, IEnumerable<string> choices, Problems problems)
    {
        var distinct = choices.Where(choice => choice.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (distinct is [var only])
            return only;
        problems.Add(
            option,
            null,
            distinct.Count == 0
                ? $"Name the {what} of the claim: {option} …"
                : $"Name the {what} of the claim, since there are several: {option} {string.Join(" or ", distinct)}"
        );
        return null;
    }

    private static void CheckHoldout(ProjectWorkspace project, string name, Problems problems)
    {
        if (project.EvalSets.Resolve(name, problems) is not { } evalSet)
            return;
        if (!evalSet.HasHoldout)
            problems.Add(
                evalSet.File,
                null,
                $"{name} has no holdout, and a claim on items that the prompt was tuned on would say little. Make one: promptlab split-evalset {name}"
            );
        var clusters = evalSet.SealedItems.Select(item => item.Cluster).ToList();
        if (ComparisonObjections.TooFewClusters(clusters) is { } tooFew)
            problems.Add(evalSet.File, null, tooFew);
    }
}
