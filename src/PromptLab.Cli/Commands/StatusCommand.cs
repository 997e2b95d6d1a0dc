using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab status PROMPT</c>: where the work on a prompt stands, and what to do next. Sends nothing.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string>("prompt") { Description = "The prompt." };
        var evalSet = new Option<string?>("--evalset")
        {
            Description = "The eval set to look at; that of the newest run where none is named.",
        };
        var model = new Option<string?>("--model") { Description = "The model to look at; that of the newest run where none is named." };
        var maxCost = AmountOption.Create(
            "--max-cost",
            "The most that may be spent on this prompt, in US dollars; goes before “status: max_cost_usd” of promptlab.yaml."
        );
        var smallestGain = PointsOption.Create(
            "--smallest-gain",
            "The smallest gain worth a version, in percentage points; 10 below 150 items and 5 from there on where nothing is said."
        );
        var json = JsonOption.Create();
        var command = new Command(
            "status",
            "Tell where the work on a prompt stands and what to do next: the best version, open failures, the state, one step."
        )
        {
            prompt,
            evalSet,
            model,
            maxCost,
            smallestGain,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(
                    Run(
                        new StatusReader.Request(
                            parsed.GetRequiredValue(prompt),
                            parsed.GetValue(evalSet),
                            parsed.GetValue(model),
                            parsed.GetValue(maxCost),
                            parsed.GetValue(smallestGain)
                        ),
                        parsed.GetValue(json),
                        context
                    )
                )
        );
        return command;
    }

    private static int Run(StatusReader.Request request, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var status = StatusReader.Of(project, request, problems, context.Time);
        context.Conclude(problems);
        if (status is null)
            return ExitCodes.BadInput;
        if (json)
            context.Write(
                new
                {
                    Status = status,
                    Do = NextStepText.Do(status),
                    Because = NextStepText.Because(status),
                }
            );
        else
            StatusView.Write(context.Console, status);
        return ExitCodes.Done;
    }
}
