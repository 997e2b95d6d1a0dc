using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab init</c>: makes a project that runs, of a file of items. Sends nothing.</summary>
internal static class InitCommand
{
    public static Command Create(CommandContext context)
    {
        var from = new Option<string?>("--from")
        {
            Description = "A CSV or JSON Lines file of items; it is not changed. Without it, an example of 12 items.",
        };
        var input = new Option<string[]>("--input")
        {
            Description = "The columns that the prompt reads; by default they are found by their names.",
            AllowMultipleArgumentsPerToken = true,
        };
        var expected = new Option<string?>("--expected")
        {
            Description = "The column with the right answer; by default it is found by its name.",
        };
        var name = new Option<string?>("--name") { Description = "The name of the prompt and the eval set; by default the file's name." };
        var model = new Option<string?>("--model")
        {
            Description = "The provider's id of the model; by default taken from the environment.",
        };
        var json = JsonOption.Create();
        var command = new Command("init", "Make a project that runs from your data or an example.")
        {
            from,
            input,
            expected,
            name,
            model,
            json,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    new InitCommandLine
                    {
                        From = parsed.GetValue(from),
                        Input = parsed.GetValue(input) ?? [],
                        Expected = parsed.GetValue(expected),
                        Name = parsed.GetValue(name),
                        Model = parsed.GetValue(model),
                    },
                    parsed.GetValue(json),
                    context,
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(InitCommandLine options, bool json, CommandContext context, CancellationToken cancellationToken)
    {
        var told = context.IsInteractive && !json ? Ask(options, context) : options;
        var made = await PromptLabProject.InitAsync(
            context.WorkingDirectory,
            CommandProject.HostOf(context),
            told.From,
            told.Name,
            told.Input,
            told.Expected,
            told.Model,
            cancellationToken
        );
        if (json)
            context.Write(new InitOutput(made.File, made.Files, made.Notes, made.Warnings));
        else
            InitView.Write(made, context.Out);
        return ExitCodes.Done;
    }

    // Only what can't be told is asked; a file that can't be read is told by the command itself.
    private static InitCommandLine Ask(InitCommandLine options, CommandContext context)
    {
        if (options.From is not { } from)
            return options;
        var table = SourceTable.Read(Path.Combine(context.WorkingDirectory, from), from, new Problems());
        if (table is null)
            return options;
        var columns = ColumnGuess.Of(table, options.Input, options.Expected);
        if (columns.Expected is null && columns.Choices.Count > 1)
        {
            options = options with { Expected = InitView.AskExpected(context, columns.Choices) };
            columns = ColumnGuess.Of(table, options.Input, options.Expected);
        }

        var rest = columns.Choices.Where(column => column != columns.Expected).ToList();
        return columns.Input.Count == 0 && rest.Count > 0 ? options with { Input = InitView.AskInput(context, rest) } : options;
    }
}
