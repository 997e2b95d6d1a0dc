using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Projects;
using PromptLab.Tests.Cli;
using PromptLab.Workspace;

namespace PromptLab.Tests.Projects;

/// <summary>A copy of the sample project that is opened from code, with chat clients of the test’s own.</summary>
internal sealed class SampleDoor : IDisposable
{
    public const string Ledger = "evalsets/refund-intake/holdout-ledger.jsonl";

    private static readonly string[] Parts = ["prompts", "evalsets", "results/recordings"];

    public SampleDoor()
    {
        foreach (var part in Parts)
            Bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        Bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
    }

    public TestBench Bench { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public EventLog Events { get; } = new();

    /// <summary>Opens the project with a chat client under a name that promptlab.yaml does not have.</summary>
    public PromptLabProject Open(IChatClient? mine = null) =>
        PromptLabProject.Open(
            Bench.Folder,
            new ProjectHost
            {
                Time = Time,
                Observer = Events,
                ChatClients = mine is null
                    ? new Dictionary<string, IChatClient>()
                    : new Dictionary<string, IChatClient> { ["mine"] = mine },
            }
        );

    /// <summary>Has a failed call not tried again, so that no test waits.</summary>
    public void TryOnce() =>
        Bench.Write(
            "promptlab.yaml",
            Bench
                .Read("promptlab.yaml")
                .Replace("  concurrency: 4\n", "  concurrency: 4\n  retries: { max_attempts: 1 }\n", StringComparison.Ordinal)
        );

    /// <summary>The lines of a file below the project; none where it is not there.</summary>
    public IReadOnlyList<JsonNode> Lines(string file) =>
        File.Exists(Path.Combine(Bench.Folder, file))
            ? [.. Bench.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]
            : [];

    /// <summary>The rows of the scoreboard, the header left out.</summary>
    public IReadOnlyList<string> Rows() =>
        File.Exists(Path.Combine(Bench.Folder, "results/scoreboard.csv"))
            ? [.. Bench.Read("results/scoreboard.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)]
            : [];

    public void Dispose() => Bench.Dispose();
}

/// <summary>Keeps every event that it is told.</summary>
internal sealed class EventLog : IProjectObserver
{
    private readonly List<ProjectEvent> _all = [];

    /// <summary>The events of a kind, in order.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : ProjectEvent
    {
        lock (_all)
            return [.. _all.OfType<T>()];
    }

    public void Observe(ProjectEvent happened)
    {
        lock (_all)
            _all.Add(happened);
    }
}
