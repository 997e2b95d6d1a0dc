using Microsoft.Data.Sqlite;
using PromptLab.Calling;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Calling;

public sealed class ResponseCacheTests : IDisposable
{
    private readonly TestBench _bench = new();

    private string CachePath => Path.Combine(_bench.Folder, "cache/responses.sqlite");

    [Fact]
    public async Task What_was_kept_comes_back_as_it_was_also_when_the_file_is_opened_anew()
    {
        var kept = Entry("one \u0000 “é” 😀", cost: 0.000_000_000_1m);
        await using (var cache = Open())
            await cache.StoreAsync("k", kept);

        await using var again = Open();

        Assert.Equal(kept, again.Find("k"));
        Assert.Null(again.Find("another"));
        Assert.Null(again.FirstError);
    }

    [Fact]
    public async Task What_is_unknown_comes_back_as_unknown()
    {
        await using var cache = Open();
        var kept = Entry("one", cost: null) with { RequestId = null };
        kept = kept with { Response = kept.Response with { Usage = null, LatencyMs = null, Model = null } };

        await cache.StoreAsync("k", kept);

        Assert.Equal(kept, cache.Find("k"));
    }

    [Fact]
    public async Task The_first_answer_to_a_request_stays()
    {
        await using var cache = Open();
        await cache.StoreAsync("k", Entry("first"));
        await cache.StoreAsync("k", Entry("second"));

        Assert.Equal("first", cache.Find("k")!.Response.Response.Text);
    }

    [Fact]
    public async Task Several_who_write_one_file_at_once_lose_nothing()
    {
        var caches = Enumerable.Range(0, 4).Select(_ => Open()).ToList();

        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            await caches[i % 4].StoreAsync($"k{i}", Entry($"answer {i}"))
        );

        Assert.All(caches, cache => Assert.Null(cache.FirstError));
        Assert.All(Enumerable.Range(0, 400), i => Assert.Equal($"answer {i}", caches[(i + 1) % 4].Find($"k{i}")!.Response.Response.Text));
        Assert.Equal(400, Assert.Single(caches[0].Contents()).Responses);
        foreach (var cache in caches)
            await cache.DisposeAsync();
    }

    [Fact]
    public async Task Eight_who_make_the_file_at_once_all_succeed()
    {
        using var together = new Barrier(8);

        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Factory.StartNew(
                            async () =>
                            {
                                together.SignalAndWait();
                                await using var cache = Open();
                                await cache.StoreAsync($"k{i}", Entry("yes"));
                                return cache.FirstError;
                            },
                            CancellationToken.None,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );

        Assert.All(made, Assert.Null);
        await using var all = Open();
        Assert.Equal(8, Assert.Single(all.Contents()).Responses);
    }

    [Fact]
    public void A_file_that_is_no_cache_is_refused_with_what_to_do()
    {
        _bench.Write("cache/responses.sqlite", "this is no database, and long enough to be told from an empty one");

        var refused = Assert.Throws<InputException>(Open);

        Assert.Equal(
            "cache/responses.sqlite: The response cache can't be opened: SQLite Error 26: 'file is not a database'. Delete the file if it is damaged, or run with --cache off.",
            Assert.Single(refused.Problems).ToString()
        );
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused()
    {
        await Open().DisposeAsync();
        Execute("PRAGMA user_version = 2");

        var refused = Assert.Throws<InputException>(Open);

        Assert.Equal(
            "cache/responses.sqlite: The response cache was made by a later version of PromptLab. Use that one, or delete the file.",
            Assert.Single(refused.Problems).ToString()
        );
    }

    [Theory]
    [InlineData("UPDATE responses SET response = '{\"oops\":1}'")]
    [InlineData("UPDATE responses SET response = 'null'")]
    [InlineData("UPDATE responses SET cost_usd = 'much'")]
    [InlineData("UPDATE responses SET asked_at = 'yesterday'")]
    [InlineData("DROP TABLE responses")]
    public async Task An_entry_that_can_not_be_read_is_none_and_the_trouble_is_told(string damage)
    {
        await using (var cache = Open())
            await cache.StoreAsync("k", Entry("yes"));
        await using var again = Open();
        Execute(damage);

        Assert.Null(again.Find("k"));

        Assert.StartsWith("cache/responses.sqlite: ", again.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_can_not_be_read_gives_way_to_the_next_answer()
    {
        await using var cache = Open();
        await cache.StoreAsync("k", Entry("yes"));
        Execute("UPDATE responses SET response = 'null'");
        cache.Find("k");

        await cache.StoreAsync("k", Entry("yes, once more"));

        Assert.Equal("yes, once more", cache.Find("k")!.Response.Response.Text);
    }

    [Fact]
    public async Task What_is_kept_is_told_by_endpoint_and_model()
    {
        await using var cache = Open();
        await cache.StoreAsync("a", Entry("1", cost: 0.5m));
        await cache.StoreAsync("b", Entry("2", cost: 0.25m) with { ReceivedAt = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero) });
        await cache.StoreAsync("c", Entry("3", cost: null, model: "large"));
        await cache.StoreAsync("d", Entry("4") with { Endpoint = "openai https://elsewhere/v1" });

        Assert.Equal(
            [
                new CacheContent("openai https://elsewhere/v1", "small", 1, 15, 0.01m, 0, AskedAt, AskedAt),
                new CacheContent("openai https://here/v1", "large", 1, 15, 0, 1, AskedAt, AskedAt),
                new CacheContent("openai https://here/v1", "small", 2, 30, 0.75m, 0, AskedAt, new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero)),
            ],
            cache.Contents()
        );
    }

    [Fact]
    public async Task Clearing_takes_one_model_or_all()
    {
        await using var cache = Open();
        await cache.StoreAsync("a", Entry("1"));
        await cache.StoreAsync("b", Entry("2", model: "large"));
        await cache.StoreAsync("c", Entry("3", model: "large"));

        Assert.Equal(2, cache.Clear("large"));
        Assert.NotNull(cache.Find("a"));
        Assert.Equal(1, cache.Clear(modelId: null));
        Assert.Empty(cache.Contents());
    }

    public void Dispose() => _bench.Dispose();

    private static DateTimeOffset AskedAt => new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static CachedResponse Entry(string text, decimal? cost = 0.01m, string model = "small") =>
        new(
            new RecordedResponse
            {
                Key = "sha256:1",
                Model = model,
                Response = new RecordedText
                {
                    Text = text,
                    Id = "r-1",
                    Model = "small-2026",
                    FinishReason = "stop",
                    Fingerprint = "fp",
                },
                Usage = new RecordedUsage(12, 2, 1, 3, 1),
                LatencyMs = 0.125,
            },
            "openai https://here/v1",
            "req-7",
            cost,
            AskedAt
        );

    private ResponseCache Open() => ResponseCache.Open(CachePath, "cache/responses.sqlite");

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={CachePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own words
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
