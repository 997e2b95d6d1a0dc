using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.EvalSets;
using PromptLab.Projects;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab split-evalset NAME</c>: assigns the items of an eval set to train, dev and holdout. Sends nothing.</summary>
internal static class SplitEvalSetCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The eval set." };
        var shares = SplitNames
            .All.Select(split =>
                NumberOption.Whole(
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
        var retire = new Option<string?>("--retire")
        {
            Description = "Free the items of a spent holdout, and say why: they go to dev, and the ledger keeps that they did.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be dealt; write nothing." };
        var json = JsonOption.Create();
        var command = new Command("split-evalset", "Deal items to train, dev and holdout.") { name, salt, anew, retire, dryRun, json };
        shares.ForEach(command.Options.Add);
        IReadOnlyList<Option> assignmentOptions = [salt, anew, dryRun, .. shares];
        command.Validators.Add(result =>
        {
            if (result.GetResult(retire) is not null && assignmentOptions.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError("--retire frees the items of the holdout and deals none, so it takes no other option but --json.");
        });
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.GetValue(retire) is { } why
                    ? RetireAsync(parsed.GetRequiredValue(name), why, parsed.GetValue(json), context, cancellationToken)
                    : RunAsync(
                        new SplitOptions
                        {
                            EvalSet = parsed.GetRequiredValue(name),
                            Train = parsed.GetValue(shares[0]),
                            Dev = parsed.GetValue(shares[1]),
                            Holdout = parsed.GetValue(shares[2]),
                            Salt = parsed.GetValue(salt),
                            Reassign = parsed.GetValue(anew),
                            DryRun = parsed.GetValue(dryRun),
                        },
                        parsed.GetValue(json),
                        context
                    )
        );
        return command;
    }

    private static async Task<int> RetireAsync(
        string evalSet,
        string why,
        bool json,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        await using var project = CommandProject.Open(context);
        var retired = await project.RetireHoldoutAsync(evalSet, why, cancellationToken);
        if (json)
            context.Write(new RetireHoldoutOutput(retired.EvalSet, retired.Items, retired.Looks, retired.Ledger, retired.Files));
        else
            context.Out.WriteLine(
                $"{Format.Quantity(retired.Items, "item")} of {retired.EvalSet} are retired from the holdout: you may tune on them, and they no longer support a claim. This is recorded in {retired.Ledger}; commit it{(retired.Files.Count == 0 ? "" : $" with {string.Join(" and ", retired.Files)}")}. For a new holdout, add new items without a split, then run: promptlab split-evalset {retired.EvalSet}"
            );
        return ExitCodes.Done;
    }

    private static async Task<int> RunAsync(SplitOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var split = project.Split(options);
        var view = new SplitEvalSetView(split.Assignment, split.Files, DryRun: !split.IsWritten);
        if (json)
            context.Write(view.Output);
        else
            view.Write(context.Console);
        return ExitCodes.Done;
    }
}
