using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Writes the responses of runs into a recording, which a provider of the kind <c>recorded</c> replays.</summary>
internal static class RunRecorder
{
    public static RecordResult Record(ProjectWorkspace project, RecordOptions options)
    {
        var problems = new Problems();
        var path = Path.Combine(project.OpenedIn, options.File);
        if (FileNames.ProblemOfPath(options.File) is { } unusable)
            problems.Add(options.File, null, unusable);
        var results = options
            .Runs.Select(run => RunReferences.Find(project, run, problems))
            .OfType<RunRecord>()
            .SelectMany(record => project.Runs.ReadResults(record, problems).Select(result => (Run: record, Result: result)))
            .ToList();
        problems.ThrowIfErrors();
        // From here on nobody else adds to the recording: what two processes record at once is kept by both.
        using var held = SubjectLock.Acquire(path, options.File, project.Host.Time);
        var all = File.Exists(path)
            ? new Dictionary<string, RecordedResponse>(Recording.Read(path, options.File, problems), StringComparer.Ordinal)
            : [];
        var initialCount = all.Count;
        var failed = results.Count(one => one.Result.Output is null);
        foreach (var (record, result) in results.Where(one => one.Result.Output is not null))
            Add(all, record, result, options, problems);
        project.Conclude(problems);
        Write(path, options.File, all);
        return new RecordResult
        {
            File = options.File,
            Responses = all.Count,
            Added = all.Count - initialCount,
            FailedCalls = failed,
        };
    }

    private static void Add(
        Dictionary<string, RecordedResponse> all,
        RunRecord run,
        ItemResult result,
        RecordOptions options,
        Problems problems
    )
    {
        if (result.RequestKey is not { } key)
            problems.Add(run.RunId, null, "Its responses were recorded elsewhere: what was asked is not known, so they can't be replayed.");
        else if (
            !options.Replace
            && all.TryGetValue(key, out var other)
            && !RecordedText.IsSame(other.Response, ResponseOf(run, result, key).Response)
        )
            problems.Add(
                options.File,
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
                ToolCalls = result.ToolCalls,
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
