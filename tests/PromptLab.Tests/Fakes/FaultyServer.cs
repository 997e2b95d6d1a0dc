using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PromptLab.Tests.Fakes;

/// <summary>What a <see cref="FaultyServer"/> does in place of an answer.</summary>
internal delegate Task Fault(HttpContext context);

/// <summary>One request as the server saw it: what it asked, the how manieth with this question, the how manieth of all.</summary>
internal sealed record Asked(string Question, int Time, int Of);

/// <summary>
/// A chat completion server on which a test breaks what it likes. It counts calls by question, and knows when each
/// arrived.
/// </summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, List<TimeSpan>> _arrivals = new(StringComparer.Ordinal);
    private readonly long _begun = Stopwatch.GetTimestamp();
    private ChatServer _server = null!;
    private int _calls;

    /// <summary>Where the server breaks, and how; null where it answers “yes”. It may be set anew between two commands.</summary>
    public Func<Asked, Fault?> Faults { get; set; } = _ => null;

    public string Address => _server.Address;

    public int Calls => _server.Calls;

    /// <summary>Starts a server that breaks where it is told.</summary>
    public static async Task<FaultyServer> StartAsync(Func<Asked, Fault?>? faults = null)
    {
        var faulty = new FaultyServer { Faults = faults ?? (_ => null) };
        faulty._server = await ChatServer.StartAsync(faulty.AnswerAsync);
        return faulty;
    }

    /// <summary>How often a question was asked.</summary>
    public int CallsOf(string question) => ArrivalsOf(question).Count;

    /// <summary>When a question was asked, in the order of arrival.</summary>
    public IReadOnlyList<TimeSpan> ArrivalsOf(string question) => _arrivals.GetValueOrDefault(question) ?? [];

    /// <summary>Answers with a status, and with headers such as <c>retry-after</c>.</summary>
    public static Fault Status(int status, string body = "{}", params (string Name, string Value)[] headers) =>
        context =>
        {
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            return AnswerAsync(context, status, body);
        };

    /// <summary>Answers that the quota is used up, as OpenAI says it.</summary>
    public static Fault Quota { get; } =
        Status(429, """{"error":{"message":"You exceeded your current quota.","code":"insufficient_quota"}}""");

    /// <summary>Answers 200 with a body.</summary>
    public static Fault Body(string body) => Status(200, body);

    /// <summary>Answers after a time.</summary>
    public static Fault Late(TimeSpan time) =>
        async context =>
        {
            await Task.Delay(time, context.RequestAborted);
            await AnswerAsync(context, 200, ChatServer.Completion("yes"));
        };

    /// <summary>Breaks the connection before an answer.</summary>
    public static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Breaks the connection in the middle of the body.</summary>
    public static async Task ResetInBody(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"id\":\"x\",");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>Never answers.</summary>
    public static async Task Hang(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked has given up.
        }
    }

    /// <summary>The question of an item of <see cref="Cli.SmallProject"/>.</summary>
    public static string Message(int item) => string.Create(CultureInfo.InvariantCulture, $"message {item}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(ChatServerRequest request, HttpContext context)
    {
        var arrivals = _arrivals.GetOrAdd(request.Question, _ => []);
        int time;
        lock (arrivals)
        {
            arrivals.Add(Stopwatch.GetElapsedTime(_begun));
            time = arrivals.Count;
        }

        return Faults(new Asked(request.Question, time, Interlocked.Increment(ref _calls))) is { } fault
            ? fault(context)
            : AnswerAsync(context, 200, ChatServer.Completion("yes"));
    }

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
