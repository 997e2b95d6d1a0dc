using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab record RUN… --out FILE</c>: keeps the responses of runs, so that they can be replayed anywhere.</summary>
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
        var command = new Command("record", "Write the responses of runs into a recording that a recorded model replays.")
        {
            runs,
            file,
            replace,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(
                    Run(
                        parsed.GetRequiredValue(runs),
                        parsed.GetRequiredValue(file),
                        parsed.GetValue(replace),
                        parsed.GetValue(json),
                        context
                    )
                )
        );
        return command;
    }

    private static int Run(IReadOnlyList<string> runs, string file, bool replace, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var path = Path.Combine(context.WorkingDirectory, file);
        var all = File.Exists(path)
            ? new Dictionary<string, RecordedResponse>(Recording.Read(path, file, problems), StringComparer.Ordinal)
            : [];
        var (before, failed) = (all.Count, 0);
        foreach (var record in runs.Select(run => RunReferences.Find(project, run, problems)).OfType<RunRecord>())
        {
            foreach (var result in project.Runs.ReadResults(record.RunId, problems))
            {
                if (result.Output is null)
                    failed++;
                else
                    Add(all, record, result, file, replace, problems);
            }
        }

        context.Conclude(problems);
        Write(path, file, all);
        if (json)
            context.Write(
                new
                {
                    File = file,
                    Responses = all.Count,
                    Added = all.Count - before,
                    FailedCalls = failed,
                }
            );
        else
            context.Out.WriteLine(
                $"{file}: {Format.Quantity(all.Count, "response")}, {Format.Count(all.Count - before)} of them new.{(failed == 0 ? "" : $" {Format.Quantity(failed, "failed call")} left out.")}"
            );
        return ExitCodes.Done;
    }

    private static void Add(
        Dictionary<string, RecordedResponse> all,
        RunRecord run,
        ItemResult result,
        string file,
        bool replace,
        Problems problems
    )
    {
        if (result.RequestKey is not { } key)
            problems.Add(run.RunId, null, "Its responses were recorded elsewhere: what was asked is not known, so they can't be replayed.");
        else if (!replace && all.TryGetValue(key, out var other) && other.Response.Text != result.Output)
            problems.Add(
                file,
                null,
                $"The recording has another response for {run.Prompt.Reference}, item “{result.ItemId}”. Pass --replace to take the new one."
            );
        else
            all[key] = ResponseOf(run, result, key);
    }

    private static RecordedResponse ResponseOf(RunRecord run, ItemResult result, string key) =>
        new()
        {
            Key = key,
            Prompt = run.Prompt.Reference,
            ItemId = result.ItemId,
            Repeat = result.Repeat,
            Model = run.Model.Id,
            Response = new RecordedText
            {
                Text = result.Output!,
                Id = result.ResponseId,
                Model = result.ResponseModel,
                FinishReason = result.FinishReason,
                Fingerprint = result.Fingerprint,
                Refusal = result.Refusal,
            },
            Usage = RecordedUsage.Of(result.Usage),
            LatencyMs = result.Latency?.TotalMilliseconds,
        };

    private static void Write(string path, string file, Dictionary<string, RecordedResponse> all)
    {
        try
        {
            Recording.Write(path, all.Values, PromptReference.Order);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(file, null, $"The recording can't be written: {e.Message}");
        }
    }
}
