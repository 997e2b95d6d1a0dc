using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Experiments;
using PromptLab.Files;

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
        var evalSet = new Option<string[]>("--evalset", "-e")
        {
            Description = "The eval set that the responses of --responses answer; repeat it for several, with {evalset} in the path.",
            AllowMultipleArgumentsPerToken = true,
        };
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
            Description = "Treat tokens and cost in the file as running totals; a total below the one before starts a new count.",
        };
        var with = new Option<string?>("--with")
        {
            Description = "Show what the graders of this file would say of the run's responses; keep nothing.",
        };
        var explain = new Option<string?>("--explain")
        {
            Description = "Show what each grader does with this item's response; keep nothing.",
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
            with,
            explain,
            burn,
            details,
            json,
        };
        command.Validators.Add(result =>
        {
            if (
                (result.GetResult(with) ?? result.GetResult(explain)) is not null
                && (result.GetResult(responses) ?? result.GetResult(evalSet) ?? result.GetResult(name)) is not null
            )
                result.AddError(
                    "--with and --explain look at the responses of a run; grade the file first, and give its --name as the run."
                );
        });
        command.SetAction(
            (parsed, cancellationToken) =>
                (parsed.GetValue(with) ?? parsed.GetValue(explain)) is not null
                    ? PreviewAsync(
                        new RegradePreviewOptions
                        {
                            Run = parsed.GetValue(run) ?? "",
                            With = parsed.GetValue(with),
                            Item = parsed.GetValue(explain),
                        },
                        parsed.GetValue(json),
                        parsed.GetValue(details),
                        context,
                        cancellationToken
                    )
                    : GradeAsync(
                        new GradeOptions
                        {
                            Run = parsed.GetValue(run),
                            EvalSet = parsed.GetValue(evalSet) is [var only] ? only : null,
                            EvalSets = parsed.GetValue(evalSet) is { Length: > 1 } several ? several : [],
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

    private static async Task<int> PreviewAsync(
        RegradePreviewOptions options,
        bool json,
        bool details,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        if (options.Run.Length == 0)
            throw new InputException("promptlab grade", null, "--with and --explain need a run: promptlab grade RUN --with FILE");
        await using var project = CommandProject.Open(context);
        var preview = await project.PreviewGradesAsync(options, cancellationToken);
        if (json)
            context.Write(GradePreviewOutput.Of(preview));
        else
            RegradeView.Write(context.Console, preview, details);
        return ExitCodes.Done;
    }

    private static async Task<int> GradeAsync(
        GradeOptions options,
        bool json,
        bool details,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        await using var project = CommandProject.Open(context);
        return options.EvalSets.Count > 0
            ? SetsView.Write(await project.GradeSetsAsync(options, cancellationToken), json, details, context)
            : RunOutcomeView.Write(await project.GradeAsync(options, cancellationToken), json, details, context);
    }
}
