using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>A running program and the requests that wait for its answers. Thread-safe.</summary>
/// <remarks>
/// Lines of its standard output that don't begin with “{” are its own notes, and are skipped. A line that does and is no answer
/// fails everything that waits, since nobody can tell whose it is.
/// </remarks>
internal sealed class ProgramProcess : IDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    // What programs need to start and to speak UTF-8. Keys and other secrets of the environment are not passed on.
    private static readonly string[] PassedOn =
    [
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "SHELL",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "TZ",
        "TMPDIR",
        "TEMP",
        "TMP",
        "VIRTUAL_ENV",
        "USERPROFILE",
        "USERNAME",
        "APPDATA",
        "LOCALAPPDATA",
        "PROGRAMDATA",
        "PROGRAMFILES",
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "COMSPEC",
        "PATHEXT",
        "WINDIR",
    ];

    private readonly Process _process;
    private readonly string _name;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonObject>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly string?[] _secrets;
    private volatile string? _lastError;
    private volatile ModelCallException? _ended;
    private long _lines;

    private ProgramProcess(Process process, string name, string?[] secrets) => (_process, _name, _secrets) = (process, name, secrets);

    /// <summary>The values of the variables that the project passes on, which are taken out of what comes back.</summary>
    public ReadOnlySpan<string?> Secrets => _secrets;

    /// <summary>True once it answers no further request.</summary>
    public bool HasEnded => _ended is not null || _process.HasExited;

    /// <summary>Starts the program.</summary>
    /// <exception cref="ModelCallException">It can't be started.</exception>
    public static ProgramProcess Start(ProgramCommand command)
    {
        var start = new ProcessStartInfo(Located(command), command.Command.Skip(1))
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        var names = PassedOn.Concat(command.Variables).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var secrets = command.Variables.Select(name => start.Environment.TryGetValue(name, out var value) ? value : null).ToArray();
        foreach (var other in start.Environment.Keys.Where(name => !names.Contains(name)).ToList())
            start.Environment.Remove(other);
        try
        {
            var process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
            var program = new ProgramProcess(process, command.Command[0], secrets);
            _ = program.WatchAsync();
            return program;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            throw ProgramLine.Failed(FailureType.Transport, $"The program “{command.Command[0]}” can't be started: {e.Message}", e);
        }
    }

    // With a slash it stands in the project's folder; without, it is found on the PATH and nowhere else.
    private static string Located(ProgramCommand command)
    {
        var program = command.Command[0];
        if (program.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0)
            return Path.GetFullPath(Path.Combine(command.Folder, program));
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;
    }

    /// <summary>Sends a request and waits for the answer with its id.</summary>
    /// <exception cref="ModelCallException">The program ended, or wrote what is no answer.</exception>
    public async Task<JsonObject> AskAsync(long id, JsonObject request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        var linesBefore = Interlocked.Read(ref _lines);
        _waiting[id] = answer;
        try
        {
            if (_ended is { } ended)
                throw ended;
            await SendAsync(request, cancellationToken);
            return await answer.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (Interlocked.Read(ref _lines) == linesBefore)
        {
            // It said nothing to anyone all that time: it hangs, and the next call starts it anew.
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
        await foreach (var (line, isWhole) in BoundedLines.ReadAsync(_process.StandardOutput.BaseStream, HttpExchange.MaxBodyBytes))
        {
            Interlocked.Increment(ref _lines);
            if (line is not [(byte)'{', ..])
                continue;
            if (isWhole)
                Receive(line);
            else
                ReceiveTooLarge(line);
        }
    }

    // Only the call whose id stands at its beginning has failed; all that wait where it has none there.
    private void ReceiveTooLarge(byte[] line)
    {
        var message = FormattableString.Invariant(
            $"The program “{_name}” wrote a line of more than {HttpExchange.MaxBodyBytes / (1024 * 1024)} MB."
        );
        if (ProgramLine.IdAtStart(line) is not { } id)
            Fail(FailureType.TooLarge, message);
        else if (_waiting.TryGetValue(id, out var waiting))
            waiting.TrySetException(ProgramLine.Failed(FailureType.TooLarge, message));
    }

    private void Receive(byte[] line)
    {
        JsonObject? answer = null;
        try
        {
            answer = JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            // Told below.
        }

        if (answer is null || ProgramLine.IdOf(answer) is not { } id)
            Fail(
                FailureType.Malformed,
                $"The program “{_name}” wrote a line that is no answer with an “id”: {Redacted(ProgramLine.Short(Encoding.UTF8.GetString(line)))}"
            );
        else if (_waiting.TryGetValue(id, out var waiting)) // else its call was given up
            waiting.TrySetResult(answer);
    }

    private async Task ReadErrorsAsync()
    {
        await foreach (var (line, _) in BoundedLines.ReadAsync(_process.StandardError.BaseStream, HttpExchange.MaxErrorBytes))
        {
            if (Encoding.UTF8.GetString(line).Trim() is { Length: > 0 } text)
                _lastError = text;
        }
    }

    private void Fail(FailureType type, string message, bool isEnd = false)
    {
        var failure = ProgramLine.Failed(type, message);
        if (isEnd)
            _ended = failure;
        foreach (var waiting in _waiting.Values)
            waiting.TrySetException(ProgramLine.Failed(type, message));
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

    private string LastErrorText() => _lastError is { } line ? $" Its last line on stderr: {Redacted(ProgramLine.Short(line))}" : "";

    private string Redacted(string text) => Providers.Secrets.Redact(text, _secrets)!;

    private void Kill()
    {
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
