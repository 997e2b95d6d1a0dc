using System.Text.Json.Nodes;
using PromptLab.Models;
using PromptLab.Programs;

namespace PromptLab.Grading.Programs;

/// <summary>
/// A program that grades: one process, started by the first response and again after it ended or hung, a few times. Thread-safe.
/// </summary>
/// <remarks>Every failure is a <see cref="ModelCallException"/>: the grader's error, and no verdict on the response.</remarks>
internal sealed class GraderProgram(ProgramDefinition definition, TimeProvider time) : IDisposable
{
    private const int MaxLineBytes = 1024 * 1024;
    private const int MinSecretLength = 4;

    // It is started four times, and once more for every ten replies: one that always ends is given up soon.
    private const int Starts = 4;
    private const int RepliesPerStart = 10;

    private static readonly ProgramRules Rules = new(MaxLineBytes) { IdOf = ProgramGreeting.IdOf };
    private static readonly TimeSpan InterruptTime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turns = new(definition.Concurrency, definition.Concurrency);
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly ProgramGreeting _greeting = new(definition);
    private ProgramProcess? _process;
    private string? _lastFailure;
    private bool _isDisposed;
    private long _requests;
    private long _replies;
    private long _starts;

    /// <summary>The program's name in <c>promptlab.yaml</c>.</summary>
    public string Name => definition.Name;

    /// <summary>Sends a request, which gets an id, and waits for the reply with the same id.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isSealed">True for an item of the holdout: from then on no message quotes what the program writes.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ModelCallException">There is no reply.</exception>
    public async Task<JsonObject> AskAsync(JsonObject request, bool isSealed, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            var process = await RunningAsync(cancellationToken);
            if (isSealed)
                process.HideTexts();
            var id = Interlocked.Increment(ref _requests);
            request.Insert(0, "id", id);
            var reply = await AskAsync(process, id, request, definition.Timeout, "gave no reply", cancellationToken);
            Interlocked.Increment(ref _replies);
            return reply;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>The text without the values of the variables that the program is given.</summary>
    public string Redact(string text)
    {
        var secrets = _process is null ? [] : _process.Secrets.ToArray().Where(secret => secret?.Length >= MinSecretLength).ToArray();
        return Secrets.Redact(text, secrets)!;
    }

    /// <summary>Kills the process, and everything that it started.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _process?.Dispose();
        }
    }

    private async Task<ProgramProcess> RunningAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _process is { HasEnded: false } running ? running : await StartAsync(cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task<ProgramProcess> StartAsync(CancellationToken cancellationToken)
    {
        if (_starts >= Starts + (Interlocked.Read(ref _replies) / RepliesPerStart))
            throw Failed(
                FailureType.Transport,
                FormattableString.Invariant($"was started {_starts} times and is not started again. The last time: {_lastFailure}")
            );
        _starts++;
        var process = Start();
        try
        {
            var reply = await AskAsync(
                process,
                ProgramGreeting.Id,
                _greeting.Request(),
                definition.StartTimeout,
                "did not say that it is ready",
                cancellationToken
            );
            _greeting.Check(reply);
            return process;
        }
        catch (Exception e)
        {
            process.Dispose();
            if (e is ModelCallException { Failure.Message: var message })
                _lastFailure = message;
            throw;
        }
    }

    private ProgramProcess Start()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _process?.Dispose();
            _process = null;
            try
            {
                return _process = ProgramProcess.Start(definition.Command, Rules, Name);
            }
            catch (ModelCallException e)
            {
                _lastFailure = e.Failure.Message;
                throw;
            }
        }
    }

    private async Task<JsonObject> AskAsync(
        ProgramProcess process,
        long id,
        JsonObject request,
        TimeSpan limit,
        string whatFailed,
        CancellationToken cancellationToken
    )
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await process.AskAsync(id, request, waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = Failed(FailureType.Timeout, FormattableString.Invariant($"{whatFailed} within {limit.TotalSeconds:0.###} s."));
            _lastFailure = failure.Failure.Message;
            throw failure;
        }
        catch (ModelCallException e)
        {
            _lastFailure = e.Failure.Message;
            // Ctrl+C ends the program too: then the response is not graded, and no error of the grader.
            if (process.WasInterrupted)
                await Task.Delay(InterruptTime, cancellationToken);
            throw;
        }
    }

    private ModelCallException Failed(FailureType type, string what) => ReplyLine.Failed(type, $"The program “{Name}” {what}");
}
