using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.EvalSets;
using PromptLab.Projects;

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
                RunAsync(
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
