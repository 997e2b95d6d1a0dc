using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptLab.Tests.Fakes;

/// <summary>An OpenAI-compatible server on the loopback interface that answers the last message by a function, and counts its calls.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    private ChatServer(WebApplication app) => _app = app;

    /// <summary>How many requests arrived.</summary>
    public int Calls => _calls;

    /// <summary>The base address for promptlab.yaml.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts a server whose every answer is a text.</summary>
    public static Task<ChatServer> StartAsync(Func<string, string> answer) =>
        StartAsync((question, _) => Task.FromResult((200, Completion(answer(question)))));

    /// <summary>Starts a server that answers with a status and a body.</summary>
    public static async Task<ChatServer> StartAsync(Func<string, CancellationToken, Task<(int Status, string Body)>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ChatServer(builder.Build());
        server._app.MapPost("/v1/chat/completions", async context =>
        {
            Interlocked.Increment(ref server._calls);
            var request = (await JsonNode.ParseAsync(context.Request.Body))!;
            var question = request["messages"]!.AsArray()[^1]!["content"]!.ToString();
            var (status, body) = await answer(question, context.RequestAborted);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        });
        await server._app.StartAsync();
        server.Address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";
        return server;
    }

    /// <summary>The body of a response that says a text.</summary>
    public static string Completion(string text) => new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1,
        ["model"] = "served-model",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = "stop",
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 12, ["completion_tokens"] = 3, ["total_tokens"] = 15 },
    }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
