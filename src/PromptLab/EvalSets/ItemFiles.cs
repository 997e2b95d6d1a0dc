using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>
/// Reads the files that items name in fields such as <c>file:photo</c>: the field <c>photo</c> becomes a reference with type, size
/// and hash, so that an item is another one once its picture is.
/// </summary>
/// <param name="folder">The full path of the eval set's folder, which no file may leave.</param>
/// <param name="problems">Collects the problems.</param>
internal sealed class ItemFiles(string folder, Problems problems)
{
    /// <summary>In front of the name of a field that holds a file.</summary>
    public const string Prefix = "file:";

    private readonly Dictionary<string, FileReference?> _read = new(StringComparer.Ordinal);

    /// <summary>True for the name of a field that holds a file.</summary>
    public static bool IsFile(string field) => field.StartsWith(Prefix, StringComparison.Ordinal) && field.Length > Prefix.Length;

    /// <summary>The full path of a file that an item names.</summary>
    public static string PathOf(string folder, FileReference file) => Path.GetFullPath(Path.Combine(folder, file.File));

    /// <summary>The item's input with references for its files.</summary>
    public IReadOnlyDictionary<string, JsonNode> Resolve(ItemDraft draft)
    {
        if (!draft.Input.Keys.Any(IsFile))
            return draft.Input;
        var input = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (name, value) in draft.Input)
        {
            if (!IsFile(name))
                input[name] = value;
            else if (draft.Input.ContainsKey(name[Prefix.Length..]))
                Report(draft, $"There are both “{name}” and “{name[Prefix.Length..]}”. Keep one of them.");
            else if (ReferenceOf(draft, name, value) is { } reference)
                input[name[Prefix.Length..]] = reference.ToJson();
        }

        return input;
    }

    private FileReference? ReferenceOf(ItemDraft draft, string field, JsonNode value)
    {
        if (value is not JsonValue scalar || !scalar.TryGetValue(out string? file))
        {
            Report(draft, $"“{field}” takes the path of a file, such as images/photo.png.");
            return null;
        }

        if (_read.TryGetValue(file, out var known) && known is not null)
            return known;
        return _read[file] = Read(draft, field, file);
    }

    private FileReference? Read(ItemDraft draft, string field, string file)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        if (Path.IsPathRooted(file) || !IsInside(path))
        {
            Report(draft, $"“{file}” in “{field}” is outside the eval set's folder. Put the file inside, and name it from there.");
            return null;
        }

        if (!File.Exists(path))
        {
            Report(draft, $"There is no file “{file}”, which “{field}” names. Paths begin at the folder of evalset.yaml.");
            return null;
        }

        try
        {
            var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
            if (!IsInside(target))
            {
                Report(draft, $"“{file}” in “{field}” is a link to a file outside the eval set's folder. Put the file itself there.");
                return null;
            }

            return Read(draft, file, new FileInfo(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(draft, $"“{file}” in “{field}” can't be read: {e.Message}");
            return null;
        }
    }

    private FileReference? Read(ItemDraft draft, string file, FileInfo info)
    {
        if (info.Length > MediaTypes.MaxBytes)
            return Refused(
                $"“{file}” has {info.Length / (1024 * 1024)} MB; a file has at most {MediaTypes.MaxBytes / (1024 * 1024)} MB. Make it smaller."
            );
        var bytes = File.ReadAllBytes(info.FullName);
        if (MediaTypes.Of(bytes) is not { } type)
            return Refused($"“{file}” is no {MediaTypes.Known} file, by its first bytes. Convert it.");
        return MediaTypes.IsNamed(file, type)
            ? new FileReference(file.Replace('\\', '/'), type, bytes.Length, ContentHash.OfBytes(bytes))
            : Refused($"“{file}” is {type} by its first bytes. Give its name the ending {MediaTypes.ExtensionOf(type)}.");

        FileReference? Refused(FormattableString message)
        {
            Report(draft, FormattableString.Invariant(message));
            return null;
        }
    }

    private bool IsInside(string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private void Report(ItemDraft draft, string message) => problems.Add(draft.File, draft.Line, $"The item “{draft.Id}”: {message}");
}
