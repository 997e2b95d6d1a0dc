using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>
/// What strace saw of one promptlab command: how often it started git, and which files of the project it opened to read,
/// in order. What git itself reads is left out, and so are files that are opened to write, or to read and write under a
/// lock of their own.
/// </summary>
/// <param name="GitStarts">How often git was started.</param>
/// <param name="Reads">The files, as paths from the project's folder with <c>/</c>; a file that is read twice stands there twice.</param>
internal sealed partial record FileTrace(int GitStarts, IReadOnlyList<FileRead> Reads)
{
    private const string Strace = "strace";

    // “?”: some machines have no call “open”, and need none.
    private static readonly string[] Options = ["-f", "-qq", "-e", "trace=?open,openat,execve"];

    /// <summary>Runs a command to its end, and gives what was seen and what it said. Skips the test where nothing can be traced.</summary>
    public static async Task<(FileTrace Trace, CommandResult Result)> OfAsync(TestBench bench, params string[] arguments)
    {
        await SkipWithoutStraceAsync();
        var output = Path.GetTempFileName();
        try
        {
            await using var traced = Executable.StartUnder(Strace, [.. Options, "-o", output], bench, arguments);
            var result = await traced.EndAsync();
            return (Parse(File.ReadLines(output), Path.GetFileName(bench.Folder)), result);
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>Reads the lines that strace wrote.</summary>
    /// <param name="lines">The lines, each with the number of a process before it.</param>
    /// <param name="folder">The name of the project's folder, which no other folder of the machine has.</param>
    public static FileTrace Parse(IEnumerable<string> lines, string folder)
    {
        var (gits, starts, reads, isLocked) = (new HashSet<string>(), 0, new List<FileRead>(), false);
        foreach (var line in lines)
        {
            var process = line[..Math.Max(line.IndexOf(' '), 0)];
            if (Started().Match(line) is { Success: true } started && started.Groups["program"].Value == "git")
            {
                gits.Add(process);
                starts++;
            }

            if (gits.Contains(process) || Opened().Match(line) is not { Success: true } opened)
                continue;
            var (path, flags) = (opened.Groups["path"].Value, opened.Groups["flags"].Value);
            var place = path.IndexOf($"/{folder}/", StringComparison.Ordinal);
            if (place < 0 || flags.Contains("O_DIRECTORY", StringComparison.Ordinal))
                continue;
            var file = path[(place + folder.Length + 2)..];
            isLocked |= Path.GetFileName(file) == ".scoreboard.lock";
            if (flags.Contains("O_RDONLY", StringComparison.Ordinal))
                reads.Add(new FileRead(file, isLocked));
        }

        return new FileTrace(starts, reads);
    }

    private static async Task SkipWithoutStraceAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "strace is a program of Linux.");
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(
            places.Any(place => File.Exists(Path.Combine(place, Strace))),
            "strace is not here, so nobody can tell which files are opened. Install it: apt-get install strace"
        );
        using var attempt = Process.Start(
            new ProcessStartInfo(Strace, [.. Options, "-o", "/dev/null", "true"]) { UseShellExecute = false, RedirectStandardError = true }
        )!;
        var error = await attempt.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await attempt.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(attempt.ExitCode == 0, $"strace may not trace here: {error}");
    }

    // A call that failed ends with “= -1”; where its line was interrupted (“<unfinished …>”), its end is elsewhere, and it counts.
    [GeneratedRegex(@"execve\(""(?:[^""]*/)?(?<program>[^""/]+)""(?!.* = -1 )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Started();

    [GeneratedRegex(@"open(at)?\((AT_FDCWD, )?""(?<path>[^""]+)"", (?<flags>[A-Z_|]+)(?!.* = -1 )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Opened();
}

/// <summary>One time that a file was opened to be read.</summary>
/// <param name="Path">The file, from the project's folder.</param>
/// <param name="UnderTheScoreboardsLock">True where the lock of the scoreboard had been taken by then.</param>
internal sealed record FileRead(string Path, bool UnderTheScoreboardsLock);
