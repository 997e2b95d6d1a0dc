using System.CommandLine;
using PromptLab.Cli.Commands;
using PromptLab.Files;

namespace PromptLab.Cli;

/// <summary>The command line: its commands, and what becomes of their errors.</summary>
internal static class App
{
    /// <summary>Runs one command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var parsed = Create(surroundings).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Out,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            var exit = await parsed.InvokeAsync(configuration, surroundings.Stopping);
            return parsed.Errors.Count > 0 ? ExitCodes.BadInput : exit;
        }
        catch (InputException e)
        {
            await ReportAsync(e, surroundings.Error);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException) when (surroundings.Stopping.IsCancellationRequested)
        {
            return ExitCodes.Cancelled;
        }
    }

    private static RootCommand Create(Surroundings surroundings) =>
        new("Improve prompts one change at a time, with evidence.")
        {
            RunCommand.Create(surroundings),
            BoardCommand.Create(surroundings),
            CompareCommand.Create(surroundings),
            GradeCommand.Create(surroundings),
            CheckCommand.Create(surroundings),
            NewCommand.Create(surroundings),
            FreezeCommand.Create(surroundings),
            DiffCommand.Create(surroundings),
            ShowCommand.Create(surroundings),
            LabelCommand.Create(surroundings),
            ModelsCommand.Create(surroundings),
            RecordCommand.Create(surroundings),
        };

    private static async Task ReportAsync(InputException exception, TextWriter error)
    {
        foreach (var problem in exception.Problems)
            await error.WriteLineAsync(problem.IsWarning ? $"warning: {problem}" : problem.ToString());
        var count = exception.Problems.Count(problem => !problem.IsWarning);
        await error.WriteLineAsync($"{Count(count)}. Nothing was sent.");
    }

    private static string Count(int problems) => problems == 1 ? "1 problem" : FormattableString.Invariant($"{problems} problems");
}
