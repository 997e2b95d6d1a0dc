using Microsoft.AspNetCore.Http;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Soak;

/// <summary>A server whose every second call breaks in one of many ways while it is disturbed. It keeps no request.</summary>
internal sealed class SoakServer : IAsyncDisposable
{
    private static readonly Fault[] Faults =
    [
        FaultyServer.Status(429, "{}", ("retry-after-ms", "5")),
        FaultyServer.Status(500, "no json"),
        FaultyServer.Status(503, """{"error":{"message":"overloaded"}}"""),
        FaultyServer.Body("{\"id\":\"x\",\"choices\":[{\"mess"),
        FaultyServer.Body(""),
        FaultyServer.Late(TimeSpan.FromMilliseconds(40)),
        FaultyServer.Reset,
        FaultyServer.ResetInBody,
        HtmlPage,
        FaultyServer.Hang,
    ];

    private ChatServer _server = null!;
    private int _calls;

    /// <summary>Whether calls break.</summary>
    public bool IsDisturbed { get; set; }

    /// <summary>Told of each call, with its number.</summary>
    public Action<int> OnCall { get; set; } = _ => { };

    public string Address => _server.Address;

    public int Calls => _server.Calls;

    public static async Task<SoakServer> StartAsync()
    {
        var soak = new SoakServer();
        soak._server = await ChatServer.StartAsync(soak.AnswerAsync, keepsRequests: false);
        return soak;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(ChatServerRequest request, HttpContext context)
    {
        var call = Interlocked.Increment(ref _calls);
        OnCall(call);
        if (IsDisturbed && call % 2 == 0)
            return Faults[call / 2 % Faults.Length](context);
        context.Response.ContentType = "application/json";
        var isRight = request.Question.Length % 2 == 0 || request.Body.ToJsonString().Contains("Take 2 words", StringComparison.Ordinal);
        return context.Response.WriteAsync(ChatServer.Completion(isRight ? "yes" : "no"));
    }

    // What a proxy says in place of the provider.
    private static Task HtmlPage(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<html><body>Bad gateway</body></html>");
    }
}
