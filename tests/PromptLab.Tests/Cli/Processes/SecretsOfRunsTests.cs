using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>
/// A key that stands in the environment, before a server that repeats it wherever it can: in response texts, ids, model names,
/// fingerprints, headers and errors. It is in no file of the project and in nothing that is said.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class SecretsOfRunsTests
{
    private const int Items = 60;
    private const string Settings = "concurrency: 4, cache: read-write, retries: { max_attempts: 2, first_wait_seconds: 0.01 }";

    public static TheoryData<string> Keys =>
        [
            "sk-0123456789-0123456789-0123456789",
            "sk-ab+cd/ef'gh<ij&kl\"mn", // characters that JSON and URLs write in another way
        ];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_key_that_a_server_repeats_is_in_no_file_and_in_nothing_that_is_said(string key)
    {
        using var bench = new TestBench();
        var held = new TaskCompletionSource();
        var calls = 0;
        await using var server = await ChatServer.StartAsync(
            (request, context) =>
                RepeatAsync(
                    context,
                    key,
                    request.Question,
                    Interlocked.Increment(ref calls) is > 20 and <= 28 ? held.Task : Task.CompletedTask
                )
        );
        await SmallProject.WriteAsync(bench, server.Address, Items);
        bench.Write("promptlab.yaml", bench.Read("promptlab.yaml").Replace("concurrency: 2", Settings, StringComparison.Ordinal));
        bench.Variables["SERVED_KEY"] = key;
        var said = new StringBuilder();

        // Killed with 4 calls under way, then stopped with 4 others, then to its end.
        await using (var killed = Executable.Start(bench, "run", "--log-responses", "--json"))
        {
            await Until.TrueAsync(() => Volatile.Read(ref calls) >= 24, "It was not asked so often.");
            Assert.True(await killed.KillAsync());
            Note(said, await killed.EndAsync());
            AssertHidden(key, said, bench);
        }

        await using (var stopped = Executable.Start(bench, "run", "--resume", "--log-responses", "--json"))
        {
            await Until.TrueAsync(() => Volatile.Read(ref calls) >= 28, "It was not asked so often.");
            await stopped.SignalAsync("INT");
            await stopped.SaysAsync("Stopping:");
            AssertHidden(key, said, bench); // while the cache is open, with its write-ahead log
            Assert.True(File.Exists(Path.Combine(bench.Folder, "results/cache/responses.sqlite-wal")));
            held.SetResult();
            var ended = await stopped.EndAsync();
            Assert.True(ended.Exit == 130, ended.Error);
            Note(said, ended);
        }

        Note(said, await RunAsync(bench, 3, "run", "--resume", "--log-responses"));
        Note(said, await RunAsync(bench, 3, "run", "--log-responses", "--json"));
        Note(said, await RunAsync(bench, 0, "models", "test", "main"));
        Note(said, await RunAsync(bench, 0, "models", "test", "main", "--json"));
        Note(said, await RunAsync(bench, 0, "models", "--json"));
        Note(said, await RunAsync(bench, 0, "record", "triage@v1", "--out", "results/recordings/all.jsonl", "--json"));
        Note(said, await RunAsync(bench, 0, "cache", "stats", "--json"));
        Note(said, await RunAsync(bench, 0, "board", "--json"));
        AssertHidden(key, said, bench);

        // The texts are there, without the key: what is searched is what was repeated.
        Assert.Contains("http-400", said.ToString(), StringComparison.Ordinal);
        Assert.All(
            [
                "results/recordings/all.jsonl",
                .. Directory.EnumerateFiles(bench.Folder, "log.jsonl", SearchOption.AllDirectories),
                "results/cache/responses.sqlite",
            ],
            file => Assert.True(bench.ReadBytes(file).AsSpan().IndexOf("You sent …"u8) >= 0, $"{file} holds no response.")
        );
    }

    // Every fifth message fails for good, every seventh at first; the rest is answered.
    private static async Task RepeatAsync(HttpContext context, string key, string question, Task held)
    {
        await held.WaitAsync(context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        var number = int.TryParse(question.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture, out var found) ? found : 1;
        context.Response.StatusCode =
            number % 5 == 0 ? 400
            : number % 7 == 0 ? 500
            : 200;
        context.Response.ContentType = "application/json";
        foreach (var header in new[] { "x-request-id", "request-id", "apim-request-id", "openai-organization", "set-cookie", "x-echo" })
            context.Response.Headers[header] = $"echo-{key}";
        var body =
            context.Response.StatusCode == 200
                ? JsonNode.Parse(Replies.Text("openai-compatible", $"You sent {key}.", model: $"m-{key}", id: $"id-{key}"))!
                : JsonNode.Parse(Replies.Error("openai-compatible", $"The key {key} may not.", code: key))!;
        body["system_fingerprint"] = $"fp-{key}";
        await context.Response.WriteAsync(body.ToJsonString(), CancellationToken.None);
    }

    private static async Task<CommandResult> RunAsync(TestBench bench, int exit, params string[] arguments)
    {
        await using var process = Executable.Start(bench, arguments);
        var result = await process.EndAsync();
        Assert.True(result.Exit == exit, $"{string.Join(' ', arguments)}: {result.Exit}\n{result.Out}\n{result.Error}");
        return result;
    }

    private static void Note(StringBuilder said, CommandResult result) => said.AppendLine(result.Out).AppendLine(result.Error);

    private static void AssertHidden(string key, StringBuilder said, TestBench bench)
    {
        string[] forms =
        [
            key,
            Uri.EscapeDataString(key),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(key)),
            JsonEncodedText.Encode(key).ToString(),
            JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            key.Replace("\"", "\"\"", StringComparison.Ordinal),
        ];
        foreach (var form in forms)
            Assert.DoesNotContain(form, said.ToString(), StringComparison.Ordinal);
        foreach (
            var file in Directory
                .EnumerateFiles(bench.Folder, "*", SearchOption.AllDirectories)
                .Where(file => new FileInfo(file).Length > 0)
        ) // locks are empty, and held
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            foreach (var form in forms.SelectMany(form => new[] { Encoding.UTF8.GetBytes(form), Encoding.Unicode.GetBytes(form) }))
                Assert.True(bytes.ToArray().AsSpan().IndexOf(form) < 0, $"{file} holds the key.");
        }
    }
}
