using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Programs;

namespace PromptLab.Providers;

/// <summary>
/// Calls a program of the project: one process, which gets a line of JSON for each request on its standard input and writes a
/// line with the same id on its standard output, in any order. It is started with the first call, again after it ended, and
/// killed with everything that it started when the client is disposed.
/// </summary>
internal sealed class ProgramChatClient(ProgramCommand command) : IChatClient
{
    private static readonly ProgramRules Rules = new(HttpExchange.MaxBodyBytes) { AllowsNotes = true };

    private readonly Lock _lock = new();
    private ProgramProcess? _process;
    private bool _isDisposed;
    private long _requests;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var process = Running();
        var id = Interlocked.Increment(ref _requests);
        var request = ProgramLine.RequestOf(id, [.. messages], options ?? new ChatOptions(), command.SendsInput);
        var answer = await process.AskAsync(id, request, cancellationToken);
        try
        {
            var response = ProgramLine.ResponseOf(answer);
            Secrets.Redact(response, process.Secrets);
            return response;
        }
        catch (ModelCallException e)
        {
            throw new ModelCallException(e.Failure with { Message = Secrets.Redact(e.Failure.Message, process.Secrets)! });
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Answers of programs are not streamed.");

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _process?.Dispose();
            _process = null;
        }
    }

    private ProgramProcess Running()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_process is { HasEnded: false } running)
                return running;
            _process?.Dispose();
            return _process = ProgramProcess.Start(command, Rules);
        }
    }
}
