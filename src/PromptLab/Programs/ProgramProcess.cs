using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Models;

// See ProgramStart.
#pragma warning disable RS0030

namespace PromptLab.Programs;

/// <summary>A running program and the requests that wait for its answers. Thread-safe.</summary>
/// <remarks>
/// A line that begins with “{” and is no answer fails everything that waits, since nobody can tell whose it is; so does every other
/// line where the rules allow no notes.
/// </remarks>
internal sealed class ProgramProcess : IDisposable
{
    private const int MaxErrorBytes = 64 * 1024;
    private const int MaxStrays = 1000;
    private const int InterruptedExit = 130;
    private const int ControlC = unchecked((int)0xC000013A);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly string _name;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonObject>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly string?[] _secrets;
    private readonly ProgramRules _rules;
    private readonly ConcurrentDictionary<long, bool> _givenUp = new();
    private volatile string? _lastError;
    private volatile ModelCallException? _ended;
    private volatile ModelCallException? _stray;
    private volatile bool _isKilled;
    private volatile bool _hidesTexts;
    private long _lines;
    private int _strays;

    private ProgramProcess(Process process, string name, string?[] secrets, ProgramRules rules) =>
        (_process, _name, _secrets, _rules) = (process, name, secrets, rules);

    /// <summary>The values of the variables that the project passes on, which are taken out of what comes back.</summary>
    public ReadOnlySpan<string?> Secrets => _secrets;

    /// <summary>True once it answers no further request.</summary>
    public bool HasEnded => _isKilled || _ended is not null || _process.HasExited;

    /// <summary>Starts the program.</summary>
    /// <param name="command">What is started.</param>
    /// <param name="rules">How its lines are read.</param>
    /// <param name="name">What messages call it; null for the name of the program itself.</param>
    /// <exception cref="ModelCallException">It can't be started.</exception>
    public static ProgramProcess Start(ProgramCommand command, ProgramRules rules, string? name = null)
    {
        name ??= command.Command[0];
        var start = ProgramStart.Of(command);
        var secrets = command.Variables.Select(name => start.Environment.TryGetValue(name, out var value) ? value : null).ToArray();
        try
        {
            var process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
            var program = new ProgramProcess(process, name, secrets, rules);
            _ = program.WatchAsync();
            return program;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            throw ReplyLine.Failed(FailureType.Transport, $"The program “{name}” can't be started: {e.Message}", e);
        }
    }

    /// <summary>
    /// From now on no message quotes what the program writes: it has been sent an item of the holdout, which it may write out.
    /// </summary>
    public void HideTexts() => _hidesTexts = true;

    /// <summary>Sends a request and waits for the reply with its id.</summary>
    /// <exception cref="ModelCallException">The program ended, or wrote what is no reply.</exception>
    public async Task<JsonObject> AskAsync(long id, JsonObject request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        var linesBefore = Interlocked.Read(ref _lines);
        _waiting[id] = answer;
        try
        {
            if (_ended is { } ended)
                throw ended;
            // What it wrote before it was asked is told to the next that asks.
            if (Interlocked.Exchange(ref _stray, null) is { } stray)
                throw stray;
            await SendAsync(request, cancellationToken);
            return await answer.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _givenUp[id] = true;
            // It said nothing to anyone all that time: it hangs, and the next call starts it anew.
            if (Interlocked.Read(ref _lines) == linesBefore)
                Kill();
            throw;
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Kills the program and everything that it started.</summary>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task SendAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(request).Append((byte)'\n').ToArray();
        await _writing.WaitAsync(cancellationToken);
        var writing = WriteAsync(line);
        await writing.WaitAsync(cancellationToken);
    }

    // Never cancelled in the middle of a line. A program that ended is told by its exit code, not by the broken pipe.
    private async Task WriteAsync(byte[] line)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(line);
            await _process.StandardInput.BaseStream.FlushAsync();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            Kill();
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task WatchAsync()
    {
        var (answers, errors) = (ReadAnswersAsync(), ReadErrorsAsync());
        try
        {
            await _process.WaitForExitAsync();
            await Task.WhenAll(answers, errors).WaitAsync(DrainTime); // a child of it may hold them open
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException or IOException)
        {
            // What it wrote last is lost; its end is told all the same.
        }

        Fail(FailureType.Transport, $"The program “{_name}” {EndText()}.{LastErrorText()}", isEnd: true);
    }

    private async Task ReadAnswersAsync()
    {
        await foreach (var (read, isWhole) in BoundedLines.ReadAsync(_process.StandardOutput.BaseStream, _rules.MaxLineBytes))
        {
            var line = read.AsMemory(read.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
            Interlocked.Increment(ref _lines);
            if (line.Span is not [(byte)'{', ..])
                ReceiveNote(line.Span);
            else if (isWhole)
                Receive(line.Span);
            else
                Reject(
                    FailureType.TooLarge,
                    FormattableString.Invariant(
                        $"The program “{_name}” wrote a line of more than {_rules.MaxLineBytes / (1024 * 1024)} MB."
                    ),
                    line.Span
                );
        }
    }

    private void ReceiveNote(ReadOnlySpan<byte> line)
    {
        if (!_rules.AllowsNotes && !line.Trim(" \t"u8).IsEmpty)
            Stray($"The program “{_name}” wrote {NoteText(line)} Let it write notes to stderr.");
    }

    private void Receive(ReadOnlySpan<byte> line)
    {
        if (!StrictJson.TryParse(line, out var json))
            Reject(FailureType.Malformed, $"The program “{_name}” wrote a line that is not valid JSON{Quoted(line)}", line);
        else if (json is not JsonObject reply || _rules.IdOf(reply) is not { } id)
            Fail(FailureType.Malformed, $"The program “{_name}” wrote a line that is no answer with an “id”{Quoted(line)}");
        else if (_waiting.TryGetValue(id, out var waiting))
            waiting.TrySetResult(reply);
        else if (!_rules.AllowsNotes && !_givenUp.ContainsKey(id))
            Stray(FormattableString.Invariant($"The program “{_name}” replied to the request {id}, which nobody waits for."));
    }

    // Only the call whose id stands at its beginning has failed; all that wait where it has none there.
    private void Reject(FailureType type, string message, ReadOnlySpan<byte> line)
    {
        if (ReplyLine.IdAtStart(line) is not { } id)
            Fail(type, message);
        else if (_waiting.TryGetValue(id, out var waiting))
            waiting.TrySetException(ReplyLine.Failed(type, message));
    }

    // What no reply is fails those that wait, or else the next: nobody can tell whose it is.
    private void Stray(string message)
    {
        if (!Fail(FailureType.Malformed, message))
            _stray = ReplyLine.Failed(FailureType.Malformed, message);
        if (++_strays > MaxStrays)
            Kill();
    }

    private async Task ReadErrorsAsync()
    {
        await foreach (var (line, _) in BoundedLines.ReadAsync(_process.StandardError.BaseStream, MaxErrorBytes))
        {
            if (Encoding.UTF8.GetString(line).Trim() is { Length: > 0 } text)
                _lastError = text;
        }
    }

    // True where somebody waited.
    private bool Fail(FailureType type, string message, bool isEnd = false)
    {
        if (isEnd)
            _ended = ReplyLine.Failed(type, message);
        var waiting = _waiting.Values;
        foreach (var one in waiting)
            one.TrySetException(ReplyLine.Failed(type, message));
        return waiting.Count > 0;
    }

    /// <summary>True where the program ended because Ctrl+C was pressed, which every program of a terminal is told.</summary>
    public bool WasInterrupted
    {
        get
        {
            try
            {
                return _process.HasExited && _process.ExitCode is InterruptedExit or ControlC;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    }

    private string EndText()
    {
        try
        {
            return string.Create(CultureInfo.InvariantCulture, $"ended with exit code {_process.ExitCode}");
        }
        catch (InvalidOperationException)
        {
            return "was ended";
        }
    }

    private string LastErrorText() =>
        _lastError is { } line && !_hidesTexts ? $" Its last line on stderr: {Redacted(ReplyLine.Short(line))}" : "";

    private string NoteText(ReadOnlySpan<byte> line) =>
        _hidesTexts ? "a line that is no reply." : $"“{Redacted(ReplyLine.Short(Encoding.UTF8.GetString(line)))}”, which is no reply.";

    private string Quoted(ReadOnlySpan<byte> line) => _hidesTexts ? "." : $": {Redacted(ReplyLine.Short(Encoding.UTF8.GetString(line)))}";

    private string Redacted(string text) => Models.Secrets.Redact(text, _secrets)!;

    private void Kill()
    {
        _isKilled = true;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has ended by itself.
        }
    }
}
