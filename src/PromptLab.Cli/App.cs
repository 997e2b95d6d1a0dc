using System.CommandLine;
using System.CommandLine.Parsing;
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
        var parsed = Create(context).Parse(WithHelpLast(arguments), new ParserConfiguration { ResponseFileTokenReplacer = null });
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

    // “promptlab help run” means “promptlab run --help”, and nothing at all the help of all commands.
    private static IReadOnlyList<string> WithHelpLast(IReadOnlyList<string> arguments) =>
        arguments.Count == 0 ? ["--help"]
        : arguments[0] == "help" ? [.. arguments.Skip(1), "--help"]
        : arguments;

    private static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand("Improve prompts one change at a time, with evidence.");
        foreach (var entry in CommandEntries.All)
            root.Add(entry.Create(context));
        HelpPages.Attach(root, context);
        NameCompletions.Attach(root, context);
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
        if (
            parsed.CommandResult.Command is RootCommand
            && parsed.UnmatchedTokens.FirstOrDefault(token => !token.StartsWith('-')) is { } word
        )
            return await RejectCommandAsync(word, parsed.RootCommandResult.Command, error);
        var unknown = UnknownOptions(parsed).ToList();
        foreach (var option in unknown)
            await error.WriteLineAsync(
                $"There is no option “{option}”.{NearestName.Suggest(option, parsed.CommandResult.Command.Options.Select(known => known.Name))}"
            );
        foreach (var problem in parsed.Errors.Where(_ => unknown.Count == 0).DistinctBy(problem => problem.Message))
            await error.WriteLineAsync(problem.Message);
        await error.WriteLineAsync($"See promptlab {string.Concat(WordsOf(parsed.CommandResult.Command))}--help. Nothing was sent.");
        return ExitCodes.BadInput;
    }

    // “cache clear ” of that command; nothing of the root.
    private static IEnumerable<string> WordsOf(Command command) =>
        command is RootCommand ? [] : [.. command.Parents.OfType<Command>().SelectMany(WordsOf), command.Name + " "];

    private static async Task<int> RejectCommandAsync(string word, Command root, TextWriter error)
    {
        await error.WriteLineAsync(
            $"There is no command “{word}”.{NearestName.Suggest(word, root.Subcommands.Select(command => command.Name))}"
        );
        await error.WriteLineAsync("See promptlab --help. Nothing was sent.");
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
