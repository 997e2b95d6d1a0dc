using PromptLab.Cli;
using PromptLab.Cli.Terminal;

namespace PromptLab.Tests.Cli;

/// <summary>A folder of its own to run whole commands in, in process.</summary>
internal sealed class TestBench : IDisposable
{
    public TestBench()
    {
        Folder = Path.Combine(Path.GetTempPath(), "promptlab-" + Path.GetRandomFileName());
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The folder of the commands, as a full path.</summary>
    public string Folder { get; }

    /// <summary>The folder below it that commands are called in; empty for the folder itself.</summary>
    public string CalledIn { get; set; } = "";

    /// <summary>The environment variables that the commands see; nothing of the machine's.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>True where the commands may ask the person at the terminal.</summary>
    public bool IsInteractive { get; set; }

    /// <summary>True where standard output is a terminal with colours.</summary>
    public bool Colours { get; set; }

    /// <summary>The width of both streams in columns; that of files for output that is redirected.</summary>
    public int Width { get; set; } = CommandContext.WidthOfFiles;

    /// <summary>The clock that the commands see.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Writes a file below the folder.</summary>
    public void Write(string relativePath, string text)
    {
        var path = Path.Combine(Folder, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Reads a file below the folder.</summary>
    public string Read(string relativePath) => File.ReadAllText(Path.Combine(Folder, relativePath));

    /// <summary>Reads the bytes of a file below the folder.</summary>
    public byte[] ReadBytes(string relativePath) => File.ReadAllBytes(Path.Combine(Folder, relativePath));

    /// <summary>Copies a folder with all that is in it.</summary>
    public void CopyFolder(string source, string relativeTarget = "")
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, relativeTarget, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(file));
        }
    }

    /// <summary>Runs a command line and gives what it said.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync("", TestContext.Current.CancellationToken, arguments);

    /// <summary>Runs a command line with an answer on standard input and a stop button.</summary>
    public async Task<CommandResult> RunAsync(string input, CancellationToken stopping, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exit = await App.RunAsync(
            arguments,
            new CommandContext
            {
                Out = TextWriter.Synchronized(output),
                Error = TextWriter.Synchronized(error),
                In = new StringReader(input),
                WorkingDirectory = Path.Combine(Folder, CalledIn),
                Variable = name => Variables.GetValueOrDefault(name),
                Time = Time,
                IsInteractive = IsInteractive,
                Colours = Colours,
                Width = Width,
                ErrorWidth = Width,
                Stopping = stopping,
            }
        );
        return new CommandResult(exit, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a command said.</summary>
internal sealed record CommandResult(int Exit, string Out, string Error);
