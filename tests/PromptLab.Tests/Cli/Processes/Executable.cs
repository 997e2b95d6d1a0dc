using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>
/// A program of ours as a process of its own, which sees the environment that it is given and nothing of the machine's
/// but where programs are. It ends with the test.
/// </summary>
internal sealed class Executable : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task _errorRead;
    private readonly StringBuilder _error = new();

    private Executable(Process process)
    {
        _process = process;
        _out = process.StandardOutput.ReadToEndAsync();
        _errorRead = ReadErrorAsync();
    }

    /// <summary>What was said on standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_error)
                return _error.ToString();
        }
    }

    /// <summary>True where it came to its end or was killed.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts promptlab in the folder of a bench, with the bench's variables.</summary>
    public static Executable Start(TestBench bench, params string[] arguments) => Start("src/PromptLab.Cli", bench, arguments);

    /// <summary>Starts the program of a project of this repository.</summary>
    public static Executable Start(string project, TestBench bench, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither kill -9 nor signals.");
        return StartProgram(PathOf(project), bench, arguments);
    }

    /// <summary>Starts promptlab under another program, which is given its path and its arguments behind its own.</summary>
    public static Executable StartUnder(string program, IEnumerable<string> before, TestBench bench, params string[] arguments) =>
        StartProgram(program, bench, [.. before, PathOf("src/PromptLab.Cli"), .. arguments]);

    private static Executable StartProgram(string program, TestBench bench, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(bench.Folder, bench.CalledIn),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "DOTNET_ROOT")).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in bench.Variables)
            start.Environment[name] = value;
        return new Executable(Process.Start(start)!);
    }

    /// <summary>Waits for the end, and gives what was said.</summary>
    /// <param name="patience">How long; null for as long as a command may take on a busy machine.</param>
    public async Task<CommandResult> EndAsync(TimeSpan? patience = null)
    {
        var token = TestContext.Current.CancellationToken;
        await _process.WaitForExitAsync(token).WaitAsync(patience ?? Patience, token);
        await _errorRead;
        return new CommandResult(_process.ExitCode, await _out, Error);
    }

    /// <summary>Waits until standard error holds a text.</summary>
    public Task SaysAsync(string text) => Until.TrueAsync(() => Error.Contains(text, StringComparison.Ordinal), $"It never said “{text}”.");

    /// <summary>Asks for a stop: <c>INT</c> as Ctrl+C does, <c>TERM</c> as <c>kill</c> does.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Kills with SIGKILL, which no program hears, and waits until it is gone. False where it had ended by itself.</summary>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        await EndAsync();
        return _process.ExitCode == 128 + 9;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    // Beside the tests stands a copy that lacks what ASP.NET brings; each program is built in its own project, in the same configuration.
    private static string PathOf(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var path = Path.Combine(root, project, "bin", output.Parent.Name, output.Name, Path.GetFileName(project));
        Assert.True(File.Exists(path), $"{path} is not built. Call dotnet build.");
        return path;
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_error)
                _error.Append(line).Append('\n');
        }
    }
}
