using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Grading.Programs;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Tests.Cli;
using PromptLab.Tests.Fakes;
using PromptLab.Tests.Prompts;

namespace PromptLab.Tests.Running;

/// <summary>
/// One prompt, an eval set and a scripted model, to carry out runs and to go on with them through real files. Items are
/// t-1, t-2, …, asked one after the other.
/// </summary>
internal sealed class RunBench : IDisposable
{
    private const string Folder = "runs";

    private static readonly Prompt Sorting = SomePrompts.Read(
        """
        ---
        schema: promptlab/prompt@1
        name: triage
        version: draft
        variables:
          message: { required: true, trust: untrusted }
        ---

        # Task

        Say yes.

        # Current query

        {message}

        """
    );

    private static readonly ModelDefinition Small = new()
    {
        Alias = "main",
        Id = "small",
        Provider = new ProviderDefinition { Name = "own", Kind = ProviderKinds.OpenAI },
        Price = new ModelPrice { InputPerMillion = 1, OutputPerMillion = 10 },
    };

    public RunBench(int items)
    {
        Messages = [.. Enumerable.Range(1, items).Select(i => string.Create(CultureInfo.InvariantCulture, $"message {i}"))];
    }

    public TestBench Bench { get; } = new();

    /// <summary>The clock that runs go by; it stands still.</summary>
    public StepClock Time { get; } = new();

    /// <summary>What the items ask; item t-1 the first of them.</summary>
    public List<string> Messages { get; }

    /// <summary>What is called.</summary>
    public IChatClient Client { get; set; } = new ScriptedModel(ScriptedModel.Answer());

    /// <summary>What judges; null for the eval set's own grader, which judges at once.</summary>
    public IGrader? Grader { get; set; }

    /// <summary>What tells graders of one text from those of another; null for the hash of the eval set's.</summary>
    public string? GradersHash { get; set; }

    public RunStore Store => new(Path.Combine(Bench.Folder, Folder), "results/runs", new FileReadCache());

    /// <summary>The id of the only run.</summary>
    public string RunId => Assert.Single(Store.All()).RunId;

    public IReadOnlyList<JsonNode> Calls => Lines("calls.jsonl");

    public IReadOnlyList<JsonNode> Results => Lines("items.jsonl");

    /// <summary>The path of a file of the only run.</summary>
    public string PathOf(string name) => Path.Combine(Folder, RunId, name);

    /// <summary>Leaves the run's record as a kill does: without what the run came to.</summary>
    public void Kill() => Bench.Write(PathOf("run.json"), KilledRun.RecordOf(Bench.Read(PathOf("run.json"))));

    /// <summary>The lines of a file of the only run, by item; none where there is no such file.</summary>
    public IReadOnlyList<JsonNode> Lines(string name) =>
        !File.Exists(Path.Combine(Bench.Folder, PathOf(name)))
            ? []
            :
            [
                .. Encoding
                    .UTF8.GetString(Copied(Path.Combine(Bench.Folder, PathOf(name))))
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonNode.Parse(line)!)
                    .OrderBy(line => (string)line["item_id"]!, StringComparer.Ordinal),
            ];

    /// <summary>Begins a run and carries it out.</summary>
    public Task<FinishedRun> RunAsync(CancellationToken stopping = default)
    {
        var setup = Read();
        return CarryOutAsync(setup, Store.Begin(RecordOf(setup), setup.Items), plan: null, stopping);
    }

    /// <summary>Goes on with the only run.</summary>
    public async Task<FinishedRun> ResumeAsync(CancellationToken stopping = default)
    {
        var plan = await PlanAsync();
        plan.Apply(Store);
        return await CarryOutAsync(Read(), plan.Record, plan, stopping);
    }

    /// <summary>What would be used again of the only run. Nothing is changed.</summary>
    public async Task<ResumePlan> PlanAsync()
    {
        var (setup, problems) = (Read(), new Problems());
        var plan = await ResumePlan.OfAsync(Store, Store.All()[0], RecordOf(setup), setup.Items, setup.Graders, problems);
        problems.ThrowIfErrors();
        return plan;
    }

    /// <summary>Puts the run's folder back to how it is now, as a process leaves it that is killed now.</summary>
    public Action KillPoint()
    {
        var folder = Path.Combine(Bench.Folder, Folder, RunId);
        var files = Directory.GetFiles(folder).ToDictionary(path => path, Copied, StringComparer.Ordinal);
        return () =>
        {
            foreach (var path in Directory.GetFiles(folder))
                File.Delete(path);
            foreach (var (path, bytes) in files)
                File.WriteAllBytes(path, bytes);
        };
    }

    public void Dispose()
    {
        Time.Dispose();
        Bench.Dispose();
    }

    private sealed record Setup(EvalSet EvalSet, IReadOnlyList<EvalItem> Items, GraderSet Graders);

    private Setup Read()
    {
        Bench.Write(
            "tickets/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: tickets\ndata: items.csv\ngraders: [{{ id: right, type: {(Grader is null ? "equals" : "slow")} }}]\n"
        );
        Bench.Write(
            "tickets/items.csv",
            "id,message,expected\n"
                + string.Concat(
                    Messages.Select((message, index) => string.Create(CultureInfo.InvariantCulture, $"t-{index + 1},{message},yes\n"))
                )
        );
        var problems = new Problems();
        var evalSet = EvalSetFile.Read(Path.Combine(Bench.Folder, "tickets/evalset.yaml"), "tickets/evalset.yaml", problems);
        Assert.Empty(problems.Found);
        var graders = GraderSet.Create(evalSet!, Catalog(), new FileReadCache(), GraderPrograms.None, problems);
        Assert.Empty(problems.Found);
        return new Setup(evalSet!, evalSet!.Items, graders!);
    }

    private GraderCatalog Catalog()
    {
        var catalog = new GraderCatalog();
        if (Grader is { } own)
            catalog.Add("slow", revision: 1, _ => own);
        return catalog;
    }

    private RunRecord RecordOf(Setup setup) =>
        new RunTemplate
        {
            StartedAt = Time.GetUtcNow(),
            Trigger = "local",
            Tool = new RunTool("promptlab", "0.1.0", "10.0.0", "linux-x64"),
        }.RecordOf(
            new RunConditions
            {
                EvalSet = setup.EvalSet,
                Items = setup.Items,
                Filter = new ItemFilter(),
                GradersHash = GradersHash ?? setup.Graders.Hash,
            }.IdentityOf(Sorting, [], Small)
        );

    private async Task<FinishedRun> CarryOutAsync(Setup setup, RunRecord record, ResumePlan? plan, CancellationToken stopping)
    {
        await using var writer = new RunWriter(Store, [record]);
        if (plan is not null)
            writer.Take(plan);
        await new Runner(Time).RunAsync(
            new RunPlan
            {
                Targets = [new RunTarget(record.RunId, RunSubject.Of(Sorting), new Model(Small, Client))],
                Items = setup.Items,
                Graders = setup.Graders,
                Concurrency = 1,
                Completed = plan?.Reused.ToHashSet() ?? [],
                UngradedResponses = plan?.ToGrade ?? new Dictionary<CallKey, CallResponse>(),
            },
            writer,
            stopping
        );
        return Assert.Single(await writer.EndAsync(Time.GetUtcNow(), []));
    }

    // Its writer has it open.
    private static byte[] Copied(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
