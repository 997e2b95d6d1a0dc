using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Programs;

/// <summary>A program that <c>programs</c> of <c>promptlab.yaml</c> names, so that eval sets may use it. Immutable.</summary>
/// <param name="Name">The name in <c>promptlab.yaml</c>.</param>
/// <param name="Command">The program, its arguments, its folder and its variables.</param>
internal sealed record ProgramDefinition(string Name, ProgramCommand Command)
{
    /// <summary>The version that the user gives it; null where none is given.</summary>
    public string? Version { get; init; }

    /// <summary>How long it may take over one response; default 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take until it says that it is ready; default 60 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many requests it is given at once, from 1; default 1.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>
    /// True where something tells a changed program from the old one: a version, or a file of the project in the command.
    /// </summary>
    public bool IsIdentified => Version is not null || Files.Any();

    /// <summary>
    /// What decides its verdicts as far as is known: the command, the version, and the content of the files that the command names.
    /// </summary>
    /// <exception cref="InputException">A file is unreadable.</exception>
    public JsonObject Identity()
    {
        var json = new JsonObject { ["command"] = Command.ToJson()["command"]!.DeepClone() };
        if (Version is not null)
            json["version"] = Version;
        foreach (var (argument, path) in Files)
            (json["files"] ??= new JsonObject())[argument.Replace('\\', '/')] = HashOf(argument, path);
        return json;
    }

    // “graders/tone.py”, also in “--rules=graders/rules.json”; the program itself only with a slash, since it is found on the PATH.
    private IEnumerable<(string Argument, string Path)> Files =>
        Command
            .Command.Where((part, index) => index > 0 || part.AsSpan().ContainsAny('/', '\\'))
            .SelectMany(part => part.Split('=', 2) is [_, var value] ? [part, value] : (string[])[part])
            .Where(argument => argument.Length > 0 && !argument.Contains('\0', StringComparison.Ordinal))
            .Select(argument => (argument, Path.GetFullPath(Path.Combine(Command.Folder, argument))))
            .Where(file =>
                file.Item2.StartsWith(
                    Path.TrimEndingDirectorySeparator(Command.Folder) + Path.DirectorySeparatorChar,
                    StringComparison.Ordinal
                ) && File.Exists(file.Item2)
            )
            .DistinctBy(file => file.argument);

    // Line ends of a text make no difference, so that a checkout on Windows has the same hash.
    private static string HashOf(string shownAs, string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return ContentHash.OfBytes(bytes.AsSpan().Contains((byte)0) ? bytes : WithoutReturns(bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, $"The file of the program can't be read: {e.Message}");
        }
    }

    private static byte[] WithoutReturns(byte[] bytes) =>
        [.. bytes.Where((value, index) => value != '\r' || index + 1 == bytes.Length || bytes[index + 1] != '\n')];
}
