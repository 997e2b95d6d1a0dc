using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Experiments;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab record RUN… --out FILE</c>: writes the responses of runs into a recording, to be replayed anywhere.</summary>
internal static class RecordCommand
{
    public static Command Create(CommandContext context)
    {
        var runs = new Argument<string[]>("run")
        {
            Description = "Runs, by id or the end of the id, or prompt versions: their latest runs.",
            Arity = ArgumentArity.OneOrMore,
        };
        var file = new Option<string>("--out", "-o") { Description = "The recording; what it holds already is kept.", Required = true };
        var replace = new Option<bool>("--replace")
        {
            Description = "Take the new response where the recording has another one for the same request.",
        };
        var json = JsonOption.Create();
        var command = new Command("record", "Write responses into a recording that can be replayed.") { runs, file, replace, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new RecordOptions
                    {
                        Runs = parsed.GetRequiredValue(runs),
                        File = parsed.GetRequiredValue(file),
                        Replace = parsed.GetValue(replace),
                    },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(RecordOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var recorded = project.Record(options);
        if (json)
            context.Write(RecordOutput.Of(recorded));
        else
            context.Out.WriteLine(
                $"{recorded.File}: {Format.Quantity(recorded.Responses, "response")}, {Format.Count(recorded.Added)} of them new.{(recorded.FailedCalls == 0 ? "" : $" {Format.Quantity(recorded.FailedCalls, "failed call")} left out.")}"
            );
        return ExitCodes.Done;
    }
}
