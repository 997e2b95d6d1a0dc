using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptLab.Tests.Fakes;

/// <summary>What arrived at a <see cref="ChatServer"/>.</summary>
internal sealed record ChatServerRequest(string PathAndQuery, IReadOnlyDictionary<string, string> Headers, JsonNode Body)
{
    /// <summary>The text of the last message.</summary>
    public string Question => Body["messages"]!.AsArray()[^1]!["content"]!.ToString();
}

/// <summary>
/// A chat completion server on the loopback interface. It keeps every request, so that calls can be counted where they
/// arrive.
/// </summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ChatServerRequest> _requests = new();
    private int _calls;

    private ChatServer(WebApplication app) => _app = app;

    /// <summary>The requests, in the order of arrival.</summary>
    public IReadOnlyList<ChatServerRequest> Requests => [.. _requests];

    /// <summary>How many requests arrived.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The address without a path.</summary>
    public string Root { get; private set; } = "";

    /// <summary>The base address for promptlab.yaml.</summary>
    public string Address => Root + "/v1";

    /// <summary>Starts a server whose every answer is a text.</summary>
    public static Task<ChatServer> StartAsync(Func<string, string> answer) =>
        StartAsync((question, _) => Task.FromResult((200, Completion(answer(question)))));

    /// <summary>Starts a server that answers a question with a status and a body.</summary>
    public static Task<ChatServer> StartAsync(Func<string, CancellationToken, Task<(int Status, string Body)>> answer) =>
        StartAsync(
            async (request, context) =>
            {
                var (status, body) = await answer(request.Question, context.RequestAborted);
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(body);
            }
        );

    /// <summary>Starts a server that answers everything with the same status, body and headers.</summary>
    public static Task<ChatServer> StartAsync(int status, string body, params IReadOnlyList<(string Name, string Value)> headers) =>
        StartAsync(
            (_, context) =>
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                foreach (var (name, value) in headers)
                    context.Response.Headers[name] = value;
                return context.Response.WriteAsync(body);
            }
        );

    /// <summary>Starts a server that does with a request whatever it likes.</summary>
    /// <param name="answer">What it does.</param>
    /// <param name="keepsRequests">False for a server that is asked for so long that its memory would grow.</param>
    public static async Task<ChatServer> StartAsync(Func<ChatServerRequest, HttpContext, Task> answer, bool keepsRequests = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ChatServer(builder.Build());
        server._app.MapPost("/{**path}", async context =>
        {
            var request = new ChatServerRequest(
                context.Request.GetEncodedPathAndQuery(),
                context.Request.Headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
                (await JsonNode.ParseAsync(context.Request.Body))!
            );
            if (keepsRequests)
                server._requests.Enqueue(request);
            Interlocked.Increment(ref server._calls);
            await answer(request, context);
        });
        await server._app.StartAsync();
        server.Root = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    /// <summary>The body of a response that says a text.</summary>
    public static string Completion(string text) =>
        new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = "served-model",
            ["choices"] = new JsonArray(
                new JsonObject
                {
                    ["index"] = 0,
                    ["finish_reason"] = "stop",
                    ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
                }
            ),
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = 12,
                ["completion_tokens"] = 3,
                ["total_tokens"] = 15,
            },
        }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
