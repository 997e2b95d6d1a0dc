using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Splitting;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab split-evalset NAME</c>: deals the items of an eval set to train, dev and holdout. Sends nothing.</summary>
internal static class SplitEvalSetCommand
{
    private const int MostRunsShown = 3;

    private sealed record Request
    {
        public required string EvalSet { get; init; }

        public required IReadOnlyList<long?> Shares { get; init; }

        public required string? Salt { get; init; }

        public required bool Anew { get; init; }

        public required bool DryRun { get; init; }

        public required bool Json { get; init; }
    }

    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The eval set." };
        var shares = SplitNames
            .All.Select(split =>
                WholeNumberOption.Create(
                    "--" + split,
                    $"The share of {split} in whole percent; give all three or none. By default 25, 45 and 30, below 80 items 0, 65 and 35."
                )
            )
            .ToList();
        var salt = new Option<string?>("--salt")
        {
            Description = "A text that goes into the hash by which items are dealt; the name of the eval set where none is given.",
        };
        var anew = new Option<bool>("--reassign")
        {
            Description = "Deal the items that have a split anew as well. Whatever was seen is no holdout any more.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be dealt; write nothing." };
        var json = JsonOption.Create();
        var command = new Command(
            "split-evalset",
            "Deal items that have no split to train, dev and holdout: by a stable hash, balanced by tag and label, clusters together."
        )
        {
            name,
            salt,
            anew,
            dryRun,
            json,
        };
        shares.ForEach(command.Options.Add);
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(
                    Run(
                        new Request
                        {
                            EvalSet = parsed.GetRequiredValue(name),
                            Shares = [.. shares.Select(share => parsed.GetValue(share))],
                            Salt = parsed.GetValue(salt),
                            Anew = parsed.GetValue(anew),
                            DryRun = parsed.GetValue(dryRun),
                            Json = parsed.GetValue(json),
                        },
                        context
                    )
                )
        );
        return command;
    }

    private static int Run(Request request, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var shares = SharesOf(request.Shares, problems);
        var evalSet = project.EvalSets.ResolveBeforeSplitting(request.EvalSet, problems);
        problems.ThrowIfErrors();
        var assignment = SplitAssignment.Of(
            evalSet!,
            new SplitRequest
            {
                Shares = shares,
                Salt = request.Salt,
                Anew = request.Anew,
                Labels = ItemLabels.Of(evalSet!),
                Twins = SameInputs.Of(evalSet!),
            },
            problems
        );
        var edits = assignment is null ? null : SplitEdits.Prepare(assignment, problems);
        problems.ThrowIfErrors();
        Warn(project, request, assignment!, problems);
        context.Conclude(problems);
        if (!request.DryRun)
            edits!.Write();
        var view = new SplitEvalSetView(assignment!, edits!.Files, request.DryRun);
        if (request.Json)
            context.Write(view.Json);
        else
            view.Write(context.Console);
        return ExitCodes.Done;
    }

    private static SplitShares? SharesOf(IReadOnlyList<long?> given, Problems problems)
    {
        if (given.All(share => share is null))
            return null;
        var options = string.Join(", ", SplitNames.All.Select(split => "--" + split));
        if (given is not [{ } train, { } dev, { } holdout])
            problems.Add(
                options,
                null,
                "Give all three shares or none, in whole percent that add up to 100, such as --train 25 --dev 45 --holdout 30."
            );
        else if (SplitShares.ProblemOf(train, dev, holdout) is { } wrong)
            problems.Add(options, null, wrong);
        else
            return new SplitShares((int)train, (int)dev, (int)holdout);
        return null;
    }

    private static void Warn(Project project, Request request, SplitAssignment assignment, Problems problems)
    {
        var file = assignment.EvalSet.File;
        if (request.Anew)
            problems.Warn(
                file,
                null,
                "All items are dealt anew. A holdout whose items were seen before is no holdout: a claim from it is as optimistic as one from dev. New items make a better one."
            );
        var sealedNow = assignment.Changed.Where(item => assignment.Splits[item.Id] == SplitNames.Holdout).ToList();
        if (sealedNow.Count == 0)
            return;
        var runs = EarlierRuns.Of(assignment.EvalSet, sealedNow, project.Scoreboard.Read(problems), project.Runs);
        if (runs.Asked.Count > 0)
            problems.Warn(
                file,
                null,
                $"{Were(runs.Asked)} made on items that go to holdout before they were split ({Named(runs.Asked)}). Whoever read the results has seen this holdout. New items make a better one."
            );
        if (runs.Perhaps.Count > 0)
            problems.Warn(
                file,
                null,
                $"{Were(runs.Perhaps)} perhaps made on items that go to holdout; which items were asked is not known here ({Named(runs.Perhaps)}). Whoever read the results may have seen this holdout."
            );
    }

    private static string Were(IReadOnlyList<string> runs) => $"{Format.Quantity(runs.Count, "run")} {(runs.Count == 1 ? "was" : "were")}";

    private static string Named(IReadOnlyList<string> runs) =>
        string.Join(", ", runs.TakeLast(MostRunsShown))
        + (runs.Count > MostRunsShown ? $" and {Format.Count(runs.Count - MostRunsShown)} earlier" : "");
}
