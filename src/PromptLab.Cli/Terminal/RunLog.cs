using PromptLab.Experiments;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Workspace;
using Serilog;
using Serilog.Core;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// Writes the structured log of each run, <c>log.jsonl</c> in its folder. It has the texts of responses only with
/// <c>--log-responses</c>, and never an API key.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private const string FileName = "log.jsonl";

    // The journal is flushed with every result; the log may lose its last second when the process is killed.
    private static readonly TimeSpan Flushing = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Logger> _logs = new(StringComparer.Ordinal);
    private readonly bool _withResponses;

    public RunLog(bool withResponses) => _withResponses = withResponses;

    /// <summary>Logs an event of a run; other events are ignored.</summary>
    public void Note(ProjectEvent happened)
    {
        switch (happened)
        {
            case CallsStarting calls:
                foreach (var (run, folder) in calls.Runs)
                    Begin(run, folder);
                break;
            case ResultSaved saved:
                Note(saved.Result);
                break;
            case RunEnded ended:
                Note(ended.Run);
                break;
        }
    }

    private void Begin(RunRecord run, string folder)
    {
        var log = new LoggerConfiguration()
            .WriteTo.File(new PrintableJsonFormatter(), Path.Combine(folder, FileName), buffered: true, flushToDiskInterval: Flushing)
            .CreateLogger();
        _logs.Add(run.RunId, log);
        log.Information(
            "Run {RunId} begun: {Prompt} on {EvalSet} with {Model}, {Items} items, {Repeats} repeats",
            run.RunId,
            run.Prompt.Reference,
            run.EvalSet.Name,
            run.Model.Alias,
            run.EvalSet.Items,
            run.Repeats
        );
    }

    private void Note(ItemResult result)
    {
        var log = _logs[result.RunId];
        if (result.Failure is { } failure)
            log.Warning(
                "Item {ItemId} repeat {Repeat} failed after {Attempts} attempts: {FailureType}: {FailureMessage}",
                result.ItemId,
                result.Repeat,
                result.Attempts,
                failure.Type,
                failure.Message
            );
        else
        {
            log.Information(
                "Item {ItemId} repeat {Repeat}: {Status}, score {Score}, {LatencyMs} ms, {InputTokens} + {OutputTokens} tokens, finish reason {FinishReason}, {Attempts} attempts, waited {WaitedMs} ms",
                result.ItemId,
                result.Repeat,
                result.Status,
                result.Score,
                result.Latency?.TotalMilliseconds,
                result.Usage?.Input,
                result.Usage?.Output,
                result.FinishReason,
                result.Attempts,
                result.Waits.Sum(wait => wait.Length.TotalMilliseconds)
            );
        }

        if (_withResponses && result.Output is { } output)
            log.Information("Item {ItemId} repeat {Repeat} response: {Response}", result.ItemId, result.Repeat, output);
    }

    private void Note(FinishedRun run) =>
        _logs[run.Record.RunId]
            .Information(
                "Run {RunId} {RunStatus}: {Passed} of {Scored} scored passed, {Undecided} undecided, {Errors} errors",
                run.Record.RunId,
                run.Record.Status,
                run.Summary.Passed,
                run.Summary.Scored,
                run.Summary.Undecided,
                run.Summary.Errors
            );

    public void Dispose()
    {
        foreach (var log in _logs.Values)
            log.Dispose();
    }
}
