using System.CommandLine;
using PromptLab.Cli.Commands;
using PromptLab.Cli.Terminal;
using PromptLab.Files;
using PromptLab.Projects;

namespace PromptLab.Cli;

/// <summary>Completes arguments and options with the names of the project that the user is in.</summary>
internal static class NameCompletions
{
    private const int MostRuns = 50;

    // By the name of the argument or option, whichever command has it.
    private static readonly Dictionary<string, Func<NamesResult, IEnumerable<string>>> Sources = new(StringComparer.Ordinal)
    {
        ["name"] = names => names.Prompts,
        ["prompt"] = names => [.. names.Prompts, .. names.References],
        ["a"] = names => names.References,
        ["b"] = names => names.References,
        ["run"] = RunsOf,
        ["baseline"] = RunsOf,
        ["candidate"] = RunsOf,
        ["experiment"] = names => names.Experiments,
        ["label"] = names => names.Labels,
        ["--prompt"] = names => names.References,
        ["--from"] = names => names.References,
        ["--against"] = names => [.. names.Labels, .. names.References],
        ["--race"] = RunsOf,
        ["--resume"] = names => names.Runs.Take(MostRuns),
        ["--run"] = RunsOf,
        ["--evalset"] = names => names.EvalSets,
        ["--model"] = names => names.Models,
        ["--split"] = names => names.Splits,
    };

    // Where “name” means something else.
    private static readonly Dictionary<string, Func<NamesResult, IEnumerable<string>>> OfName = new(StringComparer.Ordinal)
    {
        ["split-evalset"] = names => names.EvalSets,
        ["test"] = names => names.Models,
    };

    /// <summary>Adds the names to every command.</summary>
    public static void Attach(Command command, CommandContext context)
    {
        foreach (var argument in command.Arguments)
        {
            if (Sources.TryGetValue(argument.Name, out var source))
            {
                argument.CompletionSources.Add(_ => NamesOf(context, OfName.GetValueOrDefault(command.Name, source)));
                argument.HelpName ??= argument.Name; // the help lists the names otherwise
            }
        }

        foreach (var option in command.Options)
        {
            if (command.Name == "init" || !Sources.TryGetValue(option.Name, out var source))
                continue; // “init” makes what it names
            option.CompletionSources.Add(_ => NamesOf(context, source));
            option.HelpName ??= option.Name.TrimStart('-');
        }

        foreach (var below in command.Subcommands)
            Attach(below, context);
    }

    private static IEnumerable<string> RunsOf(NamesResult names) => [.. names.References, .. names.Runs.Take(MostRuns)];

    // A completion says nothing where there is no project, or one that can't be read.
    private static IReadOnlyList<string> NamesOf(CommandContext context, Func<NamesResult, IEnumerable<string>> source)
    {
        try
        {
            var project = PromptLabProject.Open(context.WorkingDirectory, CommandProject.HostOf(context with { Error = TextWriter.Null }));
            return [.. source(project.Names())];
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
