using PromptLab.Files;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>
/// A project in which every writing command has something to do: three versions of a prompt with labels and their history, a draft
/// that changes two elements, an eval set with a holdout, one that is not split yet, and two runs. Scenarios work in copies of it.
/// </summary>
public sealed class DurabilityWorld : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private VersionedProject _project = null!;

    public async ValueTask InitializeAsync() => _project = await WriteAsync();

    private static async Task<VersionedProject> WriteAsync()
    {
        var project = await VersionedProject.CreateAsync(4, versions: 3, question => question.Item % 2 == 0 ? "yes" : "no");
        var bench = project.Bench;
        bench.Write(
            "evalsets/tickets/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }
            graders:
              - { id: right, type: equals, ignore_case: true }
            """
        );
        bench.Write(
            "evalsets/tickets/items.csv",
            "id,split,message,expected\nt-1,dev,message 1,yes\nt-2,dev,message 2,yes\nt-3,holdout,message 3,yes\nt-4,holdout,message 4,yes\n"
        );
        bench.Write(
            "evalsets/loose/evalset.yaml",
            "schema: promptlab/evalset@1\nname: loose\ndata: items.csv\ngraders:\n  - { id: right, type: equals }\n"
        );
        bench.Write(
            "evalsets/loose/items.csv",
            "id,split,message,expected\n"
                + string.Concat(Enumerable.Range(1, 12).Select(i => FormattableString.Invariant($"l-{i},,loose {i * 7919},yes\n")))
        );
        await project.DoAsync("label", "triage@v1", "baseline");
        await project.DoAsync("label", "triage@v1", "production");
        await project.DoAsync("promote", "triage@v2", "production", "--force", "cheaper");
        await project.RunAsync("triage@v1 triage@v2");
        bench.Write(
            "prompts/triage/draft.prompt.md",
            bench
                .Read("prompts/triage/draft.prompt.md")
                .Replace("Take 3 words.", "Take 4 words.", StringComparison.Ordinal)
                .Replace("# Current query", "# Constraints\n\n- Nothing else.\n\n# Current query", StringComparison.Ordinal)
        );
        return project;
    }

    /// <summary>How many calls the server of all copies was asked.</summary>
    public int Calls => _project.Calls;

    /// <summary>A copy of the project, and what a scenario does before its command.</summary>
    internal async Task<DurabilityCopy> CopyAsync(Scenario scenario)
    {
        var bench = new TestBench { Time = new MinuteClock(Begin) };
        bench.Variables["SERVED_KEY"] = "secret";
        bench.CopyFolder(_project.Bench.Folder);
        var copy = new DurabilityCopy(bench);
        scenario.Edit?.Invoke(bench);
        foreach (var before in scenario.Before)
        {
            var result = await copy.RunAsync(before);
            Assert.True(result.Exit == 0, result.Error);
        }

        return copy;
    }

    public ValueTask DisposeAsync() => _project.DisposeAsync();
}

/// <summary>A copy of the world, in which commands run a minute apart.</summary>
internal sealed class DurabilityCopy(TestBench bench) : IDisposable
{
    public TestBench Bench => bench;

    /// <summary>What the project holds.</summary>
    public string State => ProjectState.Of(bench.Folder);

    public Task<CommandResult> RunAsync(params string[] arguments)
    {
        ((MinuteClock)bench.Time).Advance();
        return RunNowAsync(arguments);
    }

    /// <summary>Repeats a scenario as a person does, until it succeeds; gives what was said.</summary>
    public async Task<string> RepeatAsync(Scenario scenario)
    {
        var said = "";
        foreach (var repeat in scenario.Repeats)
        {
            var result = await RunAsync(repeat);
            said += $"{result.Exit} {result.Out}{result.Error}";
            if (result.Exit == 0)
                break;
        }

        return said;
    }

    /// <summary>Runs a command in the same minute.</summary>
    public Task<CommandResult> RunNowAsync(params string[] arguments) => bench.RunAsync("", CancellationToken.None, arguments);

    /// <summary>Runs a command that is observed; null where it ended in an exception.</summary>
    public Task<CommandResult?> ObservedAsync(IStepObserver observer, string[] arguments) =>
        Task.Run(async () =>
        {
            DurableSteps.Observer = observer;
            try
            {
                return (CommandResult?)await RunAsync(arguments);
            }
            catch (Exception e) when (e is not OutOfMemoryException && observer is KillAt)
            {
                return null;
            }
        });

    public void Dispose() => bench.Dispose();
}

/// <summary>A clock that stands still between commands, and whose timers run: who waits for a lock waits in true time.</summary>
internal sealed class MinuteClock(DateTimeOffset begin) : TimeProvider
{
    private DateTimeOffset _now = begin;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves it by a minute.</summary>
    public void Advance() => _now += TimeSpan.FromMinutes(1);
}
