using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Tests.Fakes;

/// <summary>What a <see cref="ScriptedModel"/> does with one call.</summary>
internal delegate Task<ChatResponse> Step(CancellationToken cancellationToken);

/// <summary>A model that plays a script: each call gets the next step, and the last step for ever. Thread-safe.</summary>
internal sealed class ScriptedModel(params Step[] script) : IChatClient
{
    private readonly ConcurrentQueue<ChatOptions?> _options = new();
    private int _calls;

    /// <summary>How often it was called.</summary>
    public int Calls => _calls;

    /// <summary>The options of each call, the very objects.</summary>
    public IReadOnlyList<ChatOptions?> Options => [.. _options];

    /// <summary>Answers with 12 input and 3 output tokens.</summary>
    public static Step Answer(string text = "yes") => _ => Task.FromResult(Response(text));

    /// <summary>Fails in our words, with what came back all the same.</summary>
    public static Step Fail(string type, TimeSpan? retryAfter = null, ChatResponse? response = null) =>
        _ =>
            Task.FromException<ChatResponse>(
                new ModelCallException(new Failure(type, $"It failed: {type}.")) { RetryAfter = retryAfter, Response = response }
            );

    /// <summary>Never answers; ends only when it is cancelled.</summary>
    public static async Task<ChatResponse> Hang(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Response("");
    }

    /// <summary>A response of 12 input and 3 output tokens.</summary>
    public static ChatResponse Response(string text, int input = 12, int output = 3) =>
        new(new ChatMessage(ChatRole.Assistant, text))
        {
            Usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output },
        };

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        _options.Enqueue(options);
        return script[Math.Min(Interlocked.Increment(ref _calls), script.Length) - 1](cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Nothing here streams.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}

/// <summary>Short ways to ask a model in tests.</summary>
internal static class Asking
{
    /// <summary>Asks one question.</summary>
    public static Task<ChatResponse> AskAsync(
        this IChatClient client,
        ChatOptions? options = null,
        CancellationToken? cancellationToken = null
    ) =>
        client.GetResponseAsync(
            [new ChatMessage(ChatRole.User, "four")],
            options,
            cancellationToken ?? TestContext.Current.CancellationToken
        );
}
