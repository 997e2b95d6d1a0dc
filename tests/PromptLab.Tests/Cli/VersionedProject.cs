using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// What the server of a <see cref="VersionedProject"/> is asked: by which version, which item, and for the how manieth
/// time.
/// </summary>
internal sealed record Question(int Version, int Item, int Time);

/// <summary>
/// The small project with several versions of its prompt, each made from the one before it; the server knows which one
/// asks. Between two commands a minute passes.
/// </summary>
internal sealed partial class VersionedProject : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(int, int), int> _asked = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private ChatServer _server = null!;

    private VersionedProject()
    {
        Bench = new TestBench { Time = _time };
        Bench.Variables["SERVED_KEY"] = "secret";
    }

    public TestBench Bench { get; }

    /// <summary>What the server says; null for a call that fails. “yes” is right.</summary>
    public Func<Question, string?> Answer { get; set; } = _ => "yes";

    /// <summary>The body of the error where a call fails, by the text that was asked.</summary>
    public Func<string, string> ErrorBody { get; set; } = _ => "{}";

    /// <summary>Writes the project and freezes so many versions.</summary>
    public static async Task<VersionedProject> CreateAsync(int items, int versions, Func<Question, string?> answer)
    {
        var project = new VersionedProject { Answer = answer };
        project._server = await ChatServer.StartAsync(project.AnswerAsync);
        await SmallProject.WriteAsync(project.Bench, project._server.Address, items);
        for (var version = 2; version <= versions; version++)
        {
            SmallProject.WriteDraft(project.Bench, $"Say yes or no. Take {version} words.", parent: $"v{version - 1}");
            await project.DoAsync("freeze", "triage", "--hypothesis", "More words.");
        }

        return project;
    }

    /// <summary>How many calls the server was asked.</summary>
    public int Calls => _server.Calls;

    /// <summary>The server’s address, for a promptlab.yaml of a test’s own.</summary>
    public string Address => _server.Address;

    /// <summary>A command that does not fail; gives what it said.</summary>
    public async Task<string> DoAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        Assert.True(result.Exit == 0, result.Error);
        return result.Out;
    }

    /// <summary>A command with its exit code.</summary>
    public async Task<CommandResult> TryAsync(params string[] arguments)
    {
        PassMinute();
        return await Bench.RunAsync(arguments);
    }

    /// <summary>Moves the clock on by a minute, as between two commands.</summary>
    public void PassMinute() => _time.Advance(TimeSpan.FromMinutes(1));

    /// <summary>Runs versions together, with more options; gives the ids of the runs.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string prompts, params string[] options)
    {
        var result = await TryAsync(["run", "--prompt", .. prompts.Split(' '), "--evalset", "tickets", "--json", .. options]);
        Assert.True(result.Exit is 0 or 3, result.Error);
        return [.. JsonNode.Parse(result.Out)!["runs"]!.AsArray().Select(run => run!["run"]!["run_id"]!.GetValue<string>())];
    }

    /// <summary>The first comparison that <c>compare --json</c> gives.</summary>
    public async Task<JsonNode> CompareAsync(params string[] arguments) =>
        JsonNode.Parse(await DoAsync(["compare", .. arguments, "--json"]))!["comparisons"]![0]!;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Bench.Dispose();
    }

    private Task AnswerAsync(ChatServerRequest request, HttpContext context)
    {
        var version = VersionPattern().Match(request.Body["messages"]!.ToJsonString()) is { Success: true } match
            ? Number(match.Groups["version"].Value)
            : 1;
        var item = Number(request.Question.Split(' ')[^1]);
        var answer = Answer(new Question(version, item, _asked.AddOrUpdate((version, item), 1, (_, time) => time + 1)));
        context.Response.ContentType = "application/json";
        context.Response.StatusCode = answer is null ? 400 : 200;
        return context.Response.WriteAsync(answer is null ? ErrorBody(request.Question) : ChatServer.Completion(answer));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("Take (?<version>[0-9]+) words", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionPattern();
}
