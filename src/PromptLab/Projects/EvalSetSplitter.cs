using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Results;
using PromptLab.Splitting;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Assigns the items of an eval set to train, dev and holdout, and warns of earlier runs over new holdout items.</summary>
internal static class EvalSetSplitter
{
    private const int MaxRunsNamed = 3;

    public static SplitResult Split(ProjectWorkspace project, SplitOptions options)
    {
        using var held = options.DryRun ? null : project.EvalSets.LockExisting(options.EvalSet, project.Host.Time);
        var problems = new Problems();
        var shares = SharesOf(options, problems);
        var evalSet = project.EvalSets.ResolveBeforeSplitting(options.EvalSet, problems);
        problems.ThrowIfErrors();
        var assignment = SplitAssignment.Create(
            evalSet!,
            new SplitRequest
            {
                Shares = shares,
                Salt = options.Salt,
                ReassignAll = options.Reassign,
                Labels = ItemLabels.Of(evalSet!),
                Duplicates = DuplicateInputs.FindGroups(evalSet!),
                Fixed = FixedSplits.Of(evalSet!, project.EvalSets.Seals),
            },
            problems
        );
        var edits = assignment is null ? null : SplitEdits.Prepare(assignment, problems);
        problems.ThrowIfErrors();
        WarnOfEarlierRuns(project, options, assignment!, problems);
        project.Conclude(problems);
        if (!options.DryRun)
            edits!.Write();
        return new SplitResult(assignment!) { Files = edits!.Files, IsWritten = !options.DryRun };
    }

    private static SplitShares? SharesOf(SplitOptions options, Problems problems)
    {
        if (options is { Train: null, Dev: null, Holdout: null })
            return null;
        var optionNames = string.Join(", ", SplitNames.All.Select(split => "--" + split));
        if (options is not { Train: { } train, Dev: { } dev, Holdout: { } holdout })
            problems.Add(
                optionNames,
                null,
                "Give all three shares or none, in whole percent that add up to 100, such as --train 25 --dev 45 --holdout 30."
            );
        else if (SplitShares.ProblemOf(train, dev, holdout) is { } problem)
            problems.Add(optionNames, null, problem);
        else
            return new SplitShares((int)train, (int)dev, (int)holdout);
        return null;
    }

    private static void WarnOfEarlierRuns(ProjectWorkspace project, SplitOptions options, SplitAssignment assignment, Problems problems)
    {
        var file = assignment.EvalSet.File;
        if (options.Reassign)
            problems.Warn(
                file,
                null,
                "All items are dealt anew. A holdout whose items were seen before is no holdout: a claim from it is as optimistic as one from dev. New items make a better one."
            );
        var sealedNow = assignment.Changed.Where(item => assignment.Splits[item.Id] == SplitNames.Holdout).ToList();
        if (sealedNow.Count == 0)
            return;
        var runs = EarlierRuns.Of(assignment.EvalSet, sealedNow, project.ReadScoreboard(problems), project.Runs);
        if (runs.Asked.Count > 0)
            problems.Warn(
                file,
                null,
                $"{CountOf(runs.Asked)} made on items that go to holdout before they were split ({ListOf(runs.Asked)}). Whoever read the results has seen this holdout. New items make a better one."
            );
        if (runs.Perhaps.Count > 0)
            problems.Warn(
                file,
                null,
                $"{CountOf(runs.Perhaps)} perhaps made on items that go to holdout; which items were asked is not known here ({ListOf(runs.Perhaps)}). Whoever read the results may have seen this holdout."
            );
    }

    private static string CountOf(IReadOnlyList<string> runs) =>
        $"{Format.Quantity(runs.Count, "run")} {(runs.Count == 1 ? "was" : "were")}";

    private static string ListOf(IReadOnlyList<string> runs) =>
        string.Join(", ", runs.TakeLast(MaxRunsNamed))
        + (runs.Count > MaxRunsNamed ? $" and {Format.Count(runs.Count - MaxRunsNamed)} earlier" : "");
}
