using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PromptLab.Cli;
using PromptLab.Cli.Terminal;

namespace PromptLab.Benchmarks;

/// <summary>PromptLab's command line, inside this process or as the built executable.</summary>
internal static class CommandLine
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "PromptLab.Cli.exe" : "PromptLab.Cli";

    public static CommandContext SurroundingsIn(string folder) =>
        new()
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            In = TextReader.Null,
            WorkingDirectory = folder,
            Variable = _ => null,
        };

    /// <summary>A whole command in this process.</summary>
    public static async Task<TimeSpan> TimeInProcessAsync(string folder, params string[] arguments)
    {
        var exit = 0;
        var time = await Clock.TimeAsync(async () => exit = await App.RunAsync(arguments, SurroundingsIn(folder)));
        return exit == 0 ? time : throw new InvalidOperationException($"The command ended with {exit}.");
    }

    /// <summary>Builds the executable as a user would who wants the quickest: published for this platform.</summary>
    public static async Task<string> PublishAsync(string folder)
    {
        using var publish = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "publish",
                    ProjectFolder(),
                    "--configuration",
                    "Release",
                    "--runtime",
                    RuntimeInformation.RuntimeIdentifier,
                    "--self-contained",
                    "false",
                    "--output",
                    folder,
                    "--verbosity",
                    "quiet",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? Path.Combine(folder, Name)
            : throw new InvalidOperationException($"The executable could not be published: {output}");
    }

    /// <summary>The executable that <c>dotnet build</c> makes, in the configuration of the benchmarks.</summary>
    public static string Built()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory); // …/bin/Release/net10.0
        return Path.Combine(ProjectFolder(), "bin", output.Parent!.Name, output.Name, Name);
    }

    /// <summary>A whole process, from its start to its end, and the most memory that it held; 0 where the system does not tell.</summary>
    public static async Task<(TimeSpan Time, long PeakBytes)> TimeProcessAsync(string executable, string folder, params string[] arguments)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo(executable, arguments)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(20));
        }

        var time = Stopwatch.GetElapsedTime(begun);
        await output;
        return process.ExitCode == 0
            ? (time, peak)
            : throw new InvalidOperationException($"The process ended with {process.ExitCode}: {await error}");
    }

    private static string ProjectFolder() =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "PromptLab.Cli"));

    // Linux keeps the highest resident memory of a process as VmHWM, in kB.
    private static long PeakOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
