using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Diagnosing;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab failures RUN</c>: shows the items that failed, the worst first. Sends nothing.</summary>
internal static class FailuresCommand
{
    private const int ShownByDefault = 10;

    public static Command Create(CommandContext context)
    {
        var run = new Argument<string?>("run")
        {
            Description =
                "A run, by id or the end of its id, or a prompt version: its latest run. Without one, the latest of the only prompt.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var item = new Option<string?>("--item", "-i") { Description = "One item in full, whether it failed or not." };
        var limit = NumberOption.Whole("--limit", "At most this many items; 10 by default, all with --json.");
        var json = JsonOption.Create();
        var command = new Command("failures", "Show what failed: message, expected, response, and why.") { run, item, limit, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    project => new FailuresOptions
                    {
                        Run = parsed.GetValue(run) ?? project.OnlyRun(),
                        Item = parsed.GetValue(item),
                        Limit = RunCommandLine.Small(parsed.GetValue(limit)) ?? (parsed.GetValue(json) ? null : ShownByDefault),
                    },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(Func<PromptLabProject, FailuresOptions> read, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var options = read(project);
        var failures = project.Failures(options);
        if (json)
            context.Write(FailuresOutput.Of(failures));
        else
            FailuresView.Write(context.Console, failures, inFull: options.Item is not null);
        return ExitCodes.Done;
    }
}
