using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>The small project with three versions of its prompt, before a server that answers each version as a test likes.</summary>
internal sealed class RaceBench : IAsyncDisposable
{
    /// <summary>An answer that begins so is a refused call, with the rest as its message.</summary>
    public const string Refusal = "400: ";

    // Words of each version's task, by which the server knows it again.
    private static readonly string[] Tasks = ["Say yes or no.", "Say just yes or no.", "Answer yes or no."];

    private readonly Dictionary<string, Func<int, string>> _answers = new(StringComparer.Ordinal)
    {
        ["v1"] = _ => "yes",
        ["v2"] = _ => "yes",
        ["v3"] = _ => "yes",
    };

    private ChatServer _server = null!;

    public TestBench Bench { get; } = new();

    /// <summary>How often the server was asked.</summary>
    public int Calls => _server.Calls;

    /// <summary>The questions that came, in their order.</summary>
    public IReadOnlyList<string> Questions => [.. _server.Requests.Select(request => request.Question)];

    /// <summary>Is done before each answer.</summary>
    public Func<int, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public static async Task<RaceBench> StartAsync(int items)
    {
        var bench = new RaceBench();
        bench._server = await ChatServer.StartAsync(bench.AnswerAsync);
        bench.Bench.Variables["SERVED_KEY"] = "secret";
        await SmallProject.WriteAsync(bench.Bench, bench._server.Address, items);
        foreach (var (version, task) in Tasks.Index().Skip(1))
        {
            SmallProject.WriteDraft(bench.Bench, task, parent: FormattableString.Invariant($"v{version}"));
            var frozen = await bench.RunAsync("freeze", "triage", "--hypothesis", "Other words.");
            Assert.True(frozen.Exit == 0, frozen.Error);
        }

        return bench;
    }

    /// <summary>Says how the model answers a version: by the number of the item.</summary>
    public RaceBench Answer(string version, Func<int, string> answer)
    {
        _answers[version] = answer;
        return this;
    }

    public Task<CommandResult> RunAsync(params string[] arguments) => Bench.RunAsync(arguments);

    /// <summary>Runs a version as a baseline.</summary>
    public async Task BaselineAsync(string version = "v1", params string[] options)
    {
        var result = await RunAsync(["run", "--prompt", "triage@" + version, "--evalset", "tickets", .. options]);
        Assert.True(result.Exit == 0, result.Error);
    }

    /// <summary>Races versions against v1.</summary>
    public Task<CommandResult> RaceAsync(IEnumerable<string> versions, params string[] options) =>
        RunAsync([
            "run",
            "--prompt",
            .. versions.Select(version => "triage@" + version),
            "--evalset",
            "tickets",
            "--race",
            "triage@v1",
            .. options,
        ]);

    /// <summary>The records of all runs of a version, in their order.</summary>
    public IReadOnlyList<JsonNode> RecordsOf(string version) =>
        [
            .. Directory
                .EnumerateDirectories(Path.Combine(Bench.Folder, "results/runs"))
                .Order(StringComparer.Ordinal)
                .Select(path => JsonNode.Parse(File.ReadAllText(Path.Combine(path, "run.json")))!)
                .Where(record => record["prompt"]!["version"]!.GetValue<string>() == version),
        ];

    /// <summary>The versions on the scoreboard, in the order of their rows.</summary>
    public IReadOnlyList<string> Rows =>
        [
            .. Bench
                .Read("results/scoreboard.csv")
                .TrimEnd('\n')
                .Split('\n')
                .Skip(1)
                .Select(row => row.Split(',').First(cell => cell is "v1" or "v2" or "v3")),
        ];

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Bench.Dispose();
    }

    private async Task AnswerAsync(ChatServerRequest request, HttpContext context)
    {
        var item = int.Parse(request.Question["message ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        await Meanwhile(item);
        var task = request.Body["messages"]![0]!["content"]!.ToString();
        var version = Tasks.Index().Single(known => task.EndsWith("\n" + known.Item, StringComparison.Ordinal)).Index + 1;
        var answer = _answers[FormattableString.Invariant($"v{version}")](item);
        var isRefused = answer.StartsWith(Refusal, StringComparison.Ordinal);
        context.Response.StatusCode = isRefused ? 400 : 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            isRefused
                ? new JsonObject { ["error"] = new JsonObject { ["message"] = answer[Refusal.Length..] } }.ToJsonString()
                : ChatServer.Completion(answer)
        );
    }
}
