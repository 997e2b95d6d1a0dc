using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>
/// The small project before a server that takes about ten milliseconds and says “no” to every third message. Each process
/// calls with a key of its own, by which the server tells who asked.
/// </summary>
internal sealed class ProcessBench : IAsyncDisposable
{
    /// <summary>How many calls each process has under way at once, where a test says nothing else.</summary>
    public const int Concurrency = 8;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(10);

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChatServer _server = null!;
    private int _calls;

    public TestBench Bench { get; } = new();

    /// <summary>From this call on, counted from 1, the server answers nobody until it is told to.</summary>
    public int HeldFrom { get; init; } = int.MaxValue;

    /// <summary>How often the server was asked, by whomever.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Starts the server and writes the project.</summary>
    public static async Task<ProcessBench> StartAsync(int items, string run = "concurrency: 8", int heldFrom = int.MaxValue)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither kill -9 nor signals.");
        var bench = new ProcessBench { HeldFrom = heldFrom };
        bench._server = await ChatServer.StartAsync(bench.AnswerAsync);
        await SmallProject.WriteAsync(bench.Bench, bench._server.Address, items);
        bench.Replace("promptlab.yaml", "concurrency: 2", run);
        return bench;
    }

    /// <summary>Starts a command under the name of whoever calls.</summary>
    public Executable Start(string caller, params string[] arguments)
    {
        Bench.Variables["SERVED_KEY"] = caller;
        return Executable.Start(Bench, arguments);
    }

    /// <summary>Runs a command under the name of whoever calls, to its end.</summary>
    public async Task<CommandResult> RunAsync(string caller, params string[] arguments)
    {
        await using var process = Start(caller, arguments);
        return await process.EndAsync();
    }

    /// <summary>Waits until the server was asked so often.</summary>
    public Task IsAskedAsync(int calls) => Until.TrueAsync(() => Calls >= calls, $"The server was not asked {calls} times.");

    /// <summary>Answers the calls that are held, and from now on every call.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>How often a caller asked each question; all callers where none is named.</summary>
    public IReadOnlyDictionary<string, int> AskedBy(string? caller = null) =>
        _server
            .Requests.Where(request => caller is null || request.Headers["authorization"] == $"Bearer {caller}")
            .CountBy(request => request.Question)
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>Replaces words of a file, which has to have them.</summary>
    public void Replace(string file, string old, string now)
    {
        var text = Bench.Read(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Bench.Write(file, text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>The ids of all runs, in their order.</summary>
    public IReadOnlyList<string> RunIds =>
        [
            .. Directory
                .EnumerateDirectories(Path.Combine(Bench.Folder, "results/runs"))
                .Select(path => Path.GetFileName(path)!)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The id of the only run.</summary>
    public string RunId => Assert.Single(RunIds);

    /// <summary>The record of the only run.</summary>
    public JsonNode Record => JsonNode.Parse(Bench.Read($"results/runs/{RunId}/run.json"))!;

    /// <summary>The totals of the only run: results, scored, errors, passed, requests, US dollars.</summary>
    public (int Results, int Scored, int Errors, int Passed, int Requests, decimal CostUsd) Totals
    {
        get
        {
            var totals = Record["totals"]!;
            return (Of("results"), Of("scored"), Of("errors"), Of("pass"), Of("requests"), totals["cost_usd"]!.GetValue<decimal>());

            int Of(string name) => totals[name]!.GetValue<int>();
        }
    }

    /// <summary>True where a file of the only run is there and holds a text; it may be written meanwhile.</summary>
    public bool Holds(string file, string text) =>
        TextOf(Path.Combine(Bench.Folder, "results/runs", RunId, file))?.Contains(text, StringComparison.Ordinal) == true;

    /// <summary>The questions on the whole lines of the only run's journal, in the order of the lines.</summary>
    public IReadOnlyList<string> Journal => QuestionsIn(RunId);

    /// <summary>
    /// The questions on the lines of a run's journal, or of another file of the kind; a line that is not whole fails
    /// the test.
    /// </summary>
    public IReadOnlyList<string> QuestionsIn(string runId, string file = "items.jsonl")
    {
        if (TextOf(Path.Combine(Bench.Folder, "results/runs", runId, file)) is not { } text)
            return [];
        var lines = text.Split('\n');
        Assert.Equal("", lines[^1]);
        return [.. lines[..^1].Select(line => JsonNode.Parse(line)!["input"]!["message"]!.GetValue<string>())];
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await _server.DisposeAsync();
        Bench.Dispose();
    }

    private static string? TextOf(string path)
    {
        if (!File.Exists(path))
            return null;
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private async Task AnswerAsync(ChatServerRequest request, HttpContext context)
    {
        var call = Interlocked.Increment(ref _calls);
        try
        {
            await Task.Delay(Latency, context.RequestAborted);
            if (call >= HeldFrom)
                await _released.Task.WaitAsync(context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(ChatServer.Completion(AnswerTo(request.Question)), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked is gone.
        }
    }

    private static string AnswerTo(string question) =>
        int.TryParse(question.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture, out var number) && number % 3 == 0
            ? "no"
            : "yes";
}
