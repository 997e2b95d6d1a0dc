using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Tests.Cli;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

/// <summary>How models are made: whose client answers, what stands around it, and who disposes it.</summary>
public sealed class ModelFactoryTests : IDisposable
{
    private static readonly ModelDefinition Main = new()
    {
        Alias = "main",
        Id = "small",
        Provider = new ProviderDefinition
        {
            Name = "served",
            Kind = ProviderKinds.OpenAI,
            ApiKeyVariable = "THE_KEY",
            Line = 3,
        },
        Parameters = new ModelParameters { MaxOutputTokens = 5 },
    };

    private readonly TestBench _bench = new();
    private readonly ModelRateLimiters _limits = new();

    [Fact]
    public async Task A_client_of_the_hosts_own_answers_without_provider_key_or_address()
    {
        var definition = Main with { Provider = Main.Provider with { Kind = ProviderKinds.AzureOpenAI, EndpointVariable = "THE_ADDRESS" } };
        using var source = SourceOf(Own(new ScriptedModel(Answer("mine"))));

        Assert.Equal("mine", (await Create(source, definition).Client.AskAsync()).Text);
    }

    [Fact]
    public async Task A_client_of_the_hosts_own_goes_before_a_recording()
    {
        var definition = Main with
        {
            Provider = new ProviderDefinition
            {
                Name = "r",
                Kind = ProviderKinds.Recorded,
                Recordings = [Path.Combine(_bench.Folder, "none.jsonl")],
            },
        };
        using var source = SourceOf(Own(new ScriptedModel(Answer("mine"))));

        Assert.False(source.IsReplayed(definition));
        Assert.Equal("mine", (await Create(source, definition).Client.AskAsync()).Text);
    }

    [Fact]
    public async Task A_client_of_the_hosts_own_is_retried_timed_budgeted_and_cached()
    {
        var stops = new StopReasons();
        await using var cache = ResponseCache.Open(Path.Combine(_bench.Folder, "responses.sqlite"), "responses.sqlite");
        var own = new ScriptedModel(Fail("http-500"), Answer("mine"));
        var settings = new CallSettings
        {
            Timeout = TimeSpan.FromSeconds(20),
            Retries = new RetryOptions { FirstWait = TimeSpan.FromMilliseconds(1) },
            Cache = cache,
            CacheMode = CacheMode.ReadWrite,
            Budget = new Budget(new BudgetLimits(null, 2, null), BudgetUse.None, stops),
            StopReasons = stops,
        };
        using var source = SourceOf(Own(own));
        var client = Create(source, Main, settings).Client;

        var first = ResponseFacts.Of(await client.AskAsync(new ChatOptions { ModelId = "small" }));
        var second = ResponseFacts.Of(await client.AskAsync(new ChatOptions { ModelId = "small" }));

        Assert.Equal((2, true, false), (first.Attempts, first.Latency is not null, first.Cached));
        Assert.Equal((0, true, 2), (second.Attempts, second.Cached, own.Calls));
        // Two requests are the whole budget: a third is not made.
        await Assert.ThrowsAsync<CallNotMadeException>(() => client.AskAsync(new ChatOptions { ModelId = "small", Seed = 2 }));
    }

    [Fact]
    public async Task What_a_client_of_the_hosts_own_throws_is_a_failed_call()
    {
        using var source = SourceOf(Own(new ScriptedModel(_ => throw new InvalidOperationException("It is broken."))));

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Create(source, Main).Client.AskAsync());

        Assert.Equal(new Failure("client-error", "InvalidOperationException: It is broken."), failed.Failure);
    }

    [Fact]
    public async Task Two_names_of_one_model_share_its_rate_limit_across_sources()
    {
        var limited = Main with { RateLimit = new RateLimit(1, null) };
        using var one = SourceOf(NoClients, new Connector(new ScriptedModel(Answer("one"))));
        using var two = SourceOf(NoClients, new Connector(new ScriptedModel(Answer("two"))));
        await Create(one, limited).Client.AskAsync();
        using var impatient = new CancellationTokenSource();

        var second = Create(two, limited with { Alias = "other" }).Client.AskAsync(cancellationToken: impatient.Token);

        Assert.False(second.IsCompleted); // the minute's one request is gone
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task What_the_hosts_own_client_answered_is_no_answer_of_the_provider()
    {
        await using var cache = ResponseCache.Open(Path.Combine(_bench.Folder, "responses.sqlite"), "responses.sqlite");
        var settings = new CallSettings
        {
            Timeout = TimeSpan.FromSeconds(20),
            Cache = cache,
            CacheMode = CacheMode.ReadWrite,
        };
        using var own = SourceOf(Own(new ScriptedModel(Answer("mine"))));
        using var called = SourceOf(NoClients, new Connector(new ScriptedModel(Answer("theirs"))));
        await Create(own, Main, settings).Client.AskAsync(new ChatOptions { ModelId = "small" });

        var response = await Create(called, Main, settings).Client.AskAsync(new ChatOptions { ModelId = "small" });

        Assert.Equal("theirs", response.Text);
        Assert.Equal(["openai https://api.openai.com/v1", "own-client main"], cache.Contents().Select(content => content.Endpoint));
    }

    [Fact]
    public async Task A_source_disposes_the_clients_of_providers_and_not_the_hosts_own()
    {
        var (mine, theirs) = (new Disposable(), new Disposable());
        var source = SourceOf(Own(mine), new Connector(theirs));
        await Create(source, Main).Client.AskAsync();
        await Create(source, Main with { Alias = "other" }).Client.AskAsync();

        source.Dispose();

        Assert.Equal((0, 1), (mine.Disposals, theirs.Disposals));
    }

    [Fact]
    public void A_provider_is_connected_when_it_is_asked_and_not_before()
    {
        var connector = new Connector(new Disposable());
        using (var source = SourceOf(NoClients, connector))
            Create(source, Main);

        Assert.Equal(0, connector.Connections);
    }

    [Fact]
    public void A_provider_that_nobody_connects_is_a_problem_that_names_what_to_set()
    {
        using var source = SourceOf(NoClients);
        var problems = new Problems();

        source.Check(Main, problems);

        Assert.Equal(
            "promptlab.yaml:3: Nothing connects to “served”, a provider of the kind openai. Set the host's Providers, such as to new ProviderConnector() of PromptLab.Providers, or give it a chat client of your own as ChatClients[\"main\"].",
            Assert.Single(problems.Found).ToString()
        );
        Assert.Throws<InputException>(() => Create(source, Main));
    }

    [Fact]
    public async Task After_a_stop_nobody_is_asked()
    {
        using var stopping = new CancellationTokenSource();
        var own = new ScriptedModel(Answer());
        using var source = SourceOf(Own(own));
        var model = source.Create(Main, new CallSettings { Timeout = TimeSpan.FromSeconds(20) }, stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAsync<CallNotMadeException>(() => model.Client.AskAsync());
        Assert.Equal(0, own.Calls);
    }

    [Fact]
    public void A_recording_is_read_once_and_its_problems_are_told_each_time()
    {
        _bench.Write("r.jsonl", "no response\n");
        var definition = Main with
        {
            Provider = new ProviderDefinition
            {
                Name = "r",
                Kind = ProviderKinds.Recorded,
                Recordings = [Path.Combine(_bench.Folder, "r.jsonl")],
            },
        };
        using var source = SourceOf(NoClients);
        var (first, second) = (new Problems(), new Problems());

        source.Check(definition, first);
        _bench.Write("r.jsonl", "");
        source.Check(definition, second);

        Assert.StartsWith("r.jsonl:1: ", Assert.Single(first.Found).ToString(), StringComparison.Ordinal);
        Assert.Equal(first.Found, second.Found);
    }

    public void Dispose()
    {
        _limits.Dispose();
        _bench.Dispose();
    }

    private static Dictionary<string, IChatClient> NoClients => [];

    private static Dictionary<string, IChatClient> Own(IChatClient client) => new(StringComparer.Ordinal) { ["main"] = client };

    private ModelFactory SourceOf(Dictionary<string, IChatClient> clients, IProviderConnector? providers = null) =>
        new(
            new ModelHost
            {
                ReadVariable = name => providers is not null && name == "THE_KEY" ? "the-key" : null,
                Time = TimeProvider.System,
                Jitter = () => 0.5,
                ChatClients = clients,
                Providers = providers,
                RateLimiters = _limits,
            },
            _bench.Folder
        );

    private static Model Create(ModelFactory source, ModelDefinition definition, CallSettings? settings = null) =>
        source.Create(definition, settings ?? new CallSettings { Timeout = TimeSpan.FromSeconds(20) }, CancellationToken.None);

    private sealed class Connector(IChatClient client) : IProviderConnector
    {
        public int Connections { get; private set; }

        public IChatClient Connect(ModelDefinition model, Uri endpoint, string? key, TimeProvider time)
        {
            Connections++;
            return client;
        }
    }

    private sealed class Disposable() : DelegatingChatClient(new ScriptedModel(Answer()))
    {
        public int Disposals { get; private set; }

        protected override void Dispose(bool disposing) => Disposals++;
    }
}
