using System.CommandLine;
using System.CommandLine.Parsing;
using PromptLab.Cli.Commands;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Reports;
using PromptLab.Cli.Terminal;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Cli;

/// <summary>The command-line application: its commands, and the exit codes and messages of its errors.</summary>
internal static class App
{
    /// <summary>Runs one command line and returns its exit code, one of <see cref="ExitCodes"/>.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context) =>
        RunInAsync(
            IsReadForCommands(arguments, context)
                ? context with
                {
                    Out = new WorkflowCommandEscaper(context.Out),
                    Error = new WorkflowCommandEscaper(context.Error),
                }
                : context,
            arguments
        );

    // GitHub Actions reads both output streams of every step for workflow commands.
    private static bool IsReadForCommands(IReadOnlyList<string> arguments, CommandContext context) =>
        context.Variable("GITHUB_ACTIONS") == "true" || arguments.Contains(ReportFormats.GitHub.Option, StringComparer.Ordinal);

    private static async Task<int> RunInAsync(CommandContext context, IReadOnlyList<string> arguments)
    {
        var parsed = Create(context)
            .Parse(arguments.Count == 0 ? ["--help"] : arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 || UnknownOptions(parsed).Any())
            return await RejectAsync(parsed, context.Error);
        var configuration = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, context.Stopping);
        }
        catch (InputException e)
        {
            await ReportAsync(e, context.Error);
            if (arguments.Contains(JsonOption.Name, StringComparer.Ordinal))
                context.Write(new ProblemsOutput(e.Problems));
            return ExitCodes.BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"A file could not be read or written: {e.Message} What was kept before is in its place.");
            return ExitCodes.Incomplete;
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            return ExitCodes.Cancelled;
        }
    }

    /// <summary>The functions that create the commands, in the order of the help.</summary>
    internal static IReadOnlyList<Func<CommandContext, Command>> Commands { get; } =
    [
        InitCommand.Create,
        RunCommand.Create,
        BoardCommand.Create,
        CompareCommand.Create,
        ConfirmCommand.Create,
        DiagnoseCommand.Create,
        StatusCommand.Create,
        GateCommand.Create,
        GradeCommand.Create,
        CheckCommand.Create,
        SplitEvalSetCommand.Create,
        NewCommand.Create,
        FreezeCommand.Create,
        DiffCommand.Create,
        RevertSectionCommand.Create,
        SplitDraftCommand.Create,
        RenumberCommand.Create,
        LogCommand.Create,
        ShowCommand.Create,
        LabelCommand.Create,
        PromoteCommand.Create,
        RollbackCommand.Create,
        ModelsCommand.Create,
        RecordCommand.Create,
        CacheCommand.Create,
    ];

    private static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand("Improve prompts one change at a time, with evidence.");
        foreach (var create in Commands)
            root.Add(create(context));
        return root;
    }

    // The parser takes a misspelt option for an argument; no valid argument starts with “-”.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens)
            .Where(value => value.StartsWith('-'));

    private static async Task<int> RejectAsync(ParseResult parsed, TextWriter error)
    {
        var unknown = UnknownOptions(parsed).ToList();
        foreach (var option in unknown)
            await error.WriteLineAsync(
                $"There is no option “{option}”.{NearestName.Suggest(option, parsed.CommandResult.Command.Options.Select(known => known.Name))}"
            );
        foreach (var problem in parsed.Errors.Where(_ => unknown.Count == 0).DistinctBy(problem => problem.Message))
            await error.WriteLineAsync(problem.Message);
        var names = parsed.RootCommandResult.Command.Subcommands.Select(command => command.Name);
        if (
            parsed.CommandResult.Command is RootCommand
            && parsed.UnmatchedTokens is [var word, ..]
            && NearestName.Find(word, names) is { } near
        )
            await error.WriteLineAsync($"Did you mean “{near}”?");
        await error.WriteLineAsync(
            $"See promptlab {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help. Nothing was sent."
        );
        return ExitCodes.BadInput;
    }

    private static async Task ReportAsync(InputException exception, TextWriter error)
    {
        foreach (var line in ProblemGroup.LinesOf(exception.Problems))
            await error.WriteLineAsync(line);
        var count = exception.Problems.Count(problem => !problem.IsWarning);
        await error.WriteLineAsync($"{Count(count)}. Nothing was sent.");
    }

    private static string Count(int problems) => problems == 1 ? "1 problem" : FormattableString.Invariant($"{problems} problems");
}
