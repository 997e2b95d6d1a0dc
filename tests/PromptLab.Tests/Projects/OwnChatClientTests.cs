using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Projects;
using PromptLab.Results;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Projects;

/// <summary>Somebody’s own chat client gets budget, cache, retries and the journal, and can’t end a run.</summary>
public sealed class OwnChatClientTests : IDisposable
{
    private const string Right = "{\"order\": null, \"amount\": null}";

    private readonly SampleDoor _door = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private static RunOptions Dev(int items) =>
        new()
        {
            Prompts = ["refund-intake@v1"],
            EvalSet = "refund-intake",
            Models = ["mine"],
            Splits = ["dev"],
            Limit = items,
            Concurrency = 1,
        };

    public static TheoryData<string, Exception> Faults =>
        new()
        {
            { "client-error", new InvalidOperationException("the cable is out") },
            { "client-error", new NullReferenceException("oops") },
            { "timeout", new OperationCanceledException() },
            { "timeout", new TimeoutException() },
            { "transport", new HttpRequestException("no route") },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_exception_is_a_failed_call_of_its_item_and_the_run_goes_on(string type, Exception fault)
    {
        _door.TryOnce();
        await using var project = _door.Open(new ThrowingFor(fault, new ScriptedModel(ScriptedModel.Answer(Right))));

        var outcome = await project.RunAsync(Dev(20), Stopping);

        var results = _door.Lines($"results/runs/{outcome.Runs[0].Record.RunId}/items.jsonl");
        Assert.Equal(20, results.Count);
        Assert.Equal([type], results.Select(result => result["error"]?["type"]?.GetValue<string>()).OfType<string>());
        Assert.Equal(1, outcome.Runs[0].Summary.Errors);
    }

    [Fact]
    public async Task A_client_that_always_throws_fails_every_item_and_keeps_its_words()
    {
        await using var project = _door.Open(new ScriptedModel(_ => throw new InvalidOperationException("the cable is out")));

        var outcome = await project.RunAsync(Dev(2), Stopping);

        var failure = Assert.Single(outcome.Runs[0].Failures);
        Assert.Equal("client-error", failure.Type);
        Assert.Contains("the cable is out", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_door.Rows());
    }

    [Fact]
    public async Task A_budget_stops_it_and_resuming_asks_only_the_rest()
    {
        var model = new ScriptedModel(ScriptedModel.Answer(Right));
        await using var project = _door.Open(model);

        var stopped = await project.RunAsync(Dev(5) with { MaxRequests = 2 }, Stopping);
        var resumed = await project.ResumeAsync(new ResumeOptions(), Stopping);

        Assert.Equal((RunStatus.Unfinished, 2), (stopped.Runs[0].Record.Status, stopped.Runs[0].Summary.Results));
        Assert.Equal((RunStatus.Completed, 5), (resumed.Runs[0].Record.Status, resumed.Runs[0].Summary.Results));
        Assert.Equal(5, model.Calls);
        Assert.Single(_door.Rows());
    }

    [Fact]
    public async Task The_response_cache_answers_the_second_run()
    {
        var model = new ScriptedModel(ScriptedModel.Answer(Right));
        await using var project = _door.Open(model);

        await project.RunAsync(Dev(4) with { Cache = CacheMode.ReadWrite }, Stopping);
        var again = await project.RunAsync(Dev(4) with { Cache = CacheMode.ReadWrite }, Stopping);

        Assert.Equal(4, model.Calls);
        Assert.Equal(4, again.Runs[0].Summary.Usage.Cached);
        Assert.Equal(4, (await project.ReadCacheAsync()).Contents.Sum(content => content.Responses));
    }

    [Fact]
    public async Task A_stop_keeps_what_is_there_and_gives_the_facts()
    {
        using var stopping = new CancellationTokenSource();
        var calls = 0;
        await using var project = _door.Open(
            new ScriptedModel(_ =>
            {
                if (Interlocked.Increment(ref calls) == 2)
                    stopping.Cancel();
                return Task.FromResult(ScriptedModel.Response(Right));
            })
        );

        var outcome = await project.RunAsync(Dev(6), stopping.Token);

        Assert.Equal((RunStatus.Unfinished, 2), (outcome.Runs[0].Record.Status, outcome.Runs[0].Summary.Results));
        Assert.Single(_door.Events.Of<StopRequested>());
    }

    [Fact]
    public async Task A_name_of_promptlab_yaml_is_called_through_the_client_with_its_own_parameters()
    {
        var model = new ScriptedModel(ScriptedModel.Answer(Right));
        await using var project = PromptLabProject.Open(
            _door.Bench.Folder,
            new() { ChatClients = new Dictionary<string, IChatClient> { ["smollm"] = model } }
        );

        var outcome = await project.RunAsync(Dev(1) with { Models = ["smollm"] }, Stopping);

        Assert.Equal(1, model.Calls);
        Assert.Equal(0f, model.Options[0]!.Temperature);
        Assert.Equal("own-client", outcome.Runs[0].Record.Model.Provider);
    }

    [Fact]
    public async Task An_unknown_model_is_an_error_that_names_the_nearest()
    {
        await using var project = _door.Open(new ScriptedModel(ScriptedModel.Answer()));

        var refused = await Assert.ThrowsAsync<InputException>(() => project.RunAsync(Dev(1) with { Models = ["mien"] }, Stopping));

        Assert.Contains("Did you mean “mine”?", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_the_host_is_not_disposed_with_the_project()
    {
        var model = new DisposalProbe(new ScriptedModel(ScriptedModel.Answer(Right)));
        await using (var project = _door.Open(model))
            await project.RunAsync(Dev(1), Stopping);

        Assert.False(model.IsDisposed);
    }

    public void Dispose() => _door.Dispose();

    /// <summary>Throws for the first question that it is asked, and for no other.</summary>
    private sealed class ThrowingFor(Exception fault, IChatClient inner) : DelegatingChatClient(inner)
    {
        private string? _first;

        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            var question = messages.Last().Text;
            return question == (_first ??= question) ? throw fault : base.GetResponseAsync(messages, options, cancellationToken);
        }
    }

    private sealed class DisposalProbe(IChatClient inner) : DelegatingChatClient(inner)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing) => IsDisposed = true;
    }
}
