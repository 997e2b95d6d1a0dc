using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Progress;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab status PROMPT</c>: shows the state of the work on a prompt and the next step. Sends nothing.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string?>("prompt")
        {
            Description = "The prompt; where there is only one, it need not be named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var evalSet = new Option<string?>("--evalset")
        {
            Description = "The eval set to look at; that of the newest run where none is named.",
        };
        var model = new Option<string?>("--model") { Description = "The model to look at; that of the newest run where none is named." };
        var maxCost = NumberOption.Amount(
            "--max-cost",
            "The most that may be spent on this prompt, in US dollars; goes before “status: max_cost_usd” of promptlab.yaml."
        );
        var smallestGain = NumberOption.Points(
            "--smallest-gain",
            "The smallest gain worth a version, in percentage points; 10 below 150 items and 5 from there on where nothing is said."
        );
        var json = JsonOption.Create();
        var command = new Command("status", "Say where a prompt stands and what to do next.")
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
                RunAsync(
                    new StatusOptions
                    {
                        Prompt = parsed.GetValue(prompt) ?? "",
                        EvalSet = parsed.GetValue(evalSet),
                        Model = parsed.GetValue(model),
                        MaxCostUsd = parsed.GetValue(maxCost),
                        SmallestGain = parsed.GetValue(smallestGain),
                    },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(StatusOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var status = project.Status(options.Prompt.Length > 0 ? options : options with { Prompt = project.OnlyPrompt() }).Status;
        if (json)
            context.Write(StatusOutput.Of(status));
        else
            StatusView.Write(context.Console, status);
        return ExitCodes.Done;
    }
}
