using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Experiments;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab grade</c>: grades the existing responses of a run or of a file.</summary>
internal static class GradeCommand
{
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string?>("run")
        {
            Description = "A run, by id or the end of its id, or a prompt version; its responses are graded again.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var evalSet = new Option<string?>("--evalset", "-e") { Description = "The eval set that the responses of --responses answer." };
        var responses = new Option<string?>("--responses")
        {
            Description = "A CSV or JSONL file of id and response, with optional repeat, error, tokens, cost and more: docs/files.md.",
        };
        var name = new Option<string?>("--name")
        {
            Description = "What the responses are called on the scoreboard; the file's name without it.",
        };
        var model = new Option<string?>("--model", "-m") { Description = "The model that wrote them, for the scoreboard." };
        var split = new Option<string[]>("--split")
        {
            Description = "Only items of this split; repeat it for several.",
            AllowMultipleArgumentsPerToken = true,
        };
        var nullResponse = new Option<string>("--null-response")
        {
            Description = "What a response that is null or says nothing is: an error (left out of the rates), or wrong.",
            DefaultValueFactory = _ => "error",
        };
        nullResponse.AcceptOnlyFromAmong("error", "wrong");
        var totals = new Option<bool>("--running-totals")
        {
            Description = "Tokens and cost in the file are running totals; a lower one than before begins anew.",
        };
        var burn = BurnOption.Create();
        var details = DetailsOption.Create();
        var json = JsonOption.Create();
        var command = new Command("grade", "Grade stored or imported responses; call no model.")
        {
            run,
            evalSet,
            responses,
            name,
            model,
            split,
            nullResponse,
            totals,
            burn,
            details,
            json,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    new GradeOptions
                    {
                        Run = parsed.GetValue(run),
                        EvalSet = parsed.GetValue(evalSet),
                        Responses = parsed.GetValue(responses),
                        Name = parsed.GetValue(name),
                        Model = parsed.GetValue(model),
                        Splits = parsed.GetValue(split) ?? [],
                        NullIsWrong = parsed.GetValue(nullResponse) == "wrong",
                        HasRunningTotals = parsed.GetValue(totals),
                        Burn = parsed.GetValue(burn),
                    },
                    parsed.GetValue(json),
                    parsed.GetValue(details),
                    context,
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        GradeOptions options,
        bool json,
        bool details,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        await using var project = CommandProject.Open(context);
        return RunOutcomeView.Write(await project.GradeAsync(options, cancellationToken), json, details, context);
    }
}
