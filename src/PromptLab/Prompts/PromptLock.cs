using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>One line of <c>versions.lock</c>.</summary>
/// <param name="Version">The version, such as <c>v3</c>.</param>
/// <param name="Hash">The content hash of the version.</param>
/// <param name="MetadataHash">The hash of its title, hypothesis and other metadata; see <see cref="PromptIdentity.MetadataHash"/>.</param>
/// <param name="FrozenAt">When the version was frozen.</param>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Was">The number that the text had before it was renumbered, such as <c>v2</c>; null where it never had another.</param>
internal sealed record LockedVersion(
    string Version,
    string Hash,
    string MetadataHash,
    DateTimeOffset FrozenAt,
    int Line,
    string? Was = null
);

/// <summary>Reads and appends to <c>versions.lock</c>: the hash of every frozen version, append-only.</summary>
internal static class PromptLock
{
    public const string FileName = "versions.lock";

    private const string Header =
        "# written by `promptlab freeze`; commit it. One line per version, append only.\n# version  content-hash  metadata-hash  frozen-at\n";

    private const string MetadataPrefix = "meta:";
    private const string WasPrefix = "was:";

    /// <summary>
    /// The lines of the lock without those whose text was renumbered; empty if the file does not exist. A number with two texts is
    /// an error, and its first line is the one that is returned.
    /// </summary>
    public static IReadOnlyList<LockedVersion> Read(string path, string shownAs, Problems problems)
    {
        var versions = new List<LockedVersion>();
        foreach (var locked in WithoutRenumbered(ReadLines(path, shownAs, problems)))
        {
            if (versions.Find(other => other.Version == locked.Version && other.Hash != locked.Hash) is { } other)
                problems.Add(
                    shownAs,
                    locked.Line,
                    FormattableString.Invariant(
                        $"“{locked.Version}” has another text on line {other.Line}: two people froze the same number. Give one of the texts the next number: promptlab renumber {NameOf(path)}@{locked.Version}"
                    )
                );
            else
                versions.Add(locked);
        }

        return versions;
    }

    /// <summary>Every line as it stands, numbers with several texts included; lines that are no version are reported.</summary>
    public static IReadOnlyList<LockedVersion> ReadLines(string path, string shownAs, Problems problems)
    {
        if (!File.Exists(path))
            return [];
        return Parse(TextFile.TryRead(path, shownAs, problems) ?? "", path, shownAs, problems);
    }

    /// <summary>The lines of a text of the lock, as <see cref="ReadLines"/> gives them.</summary>
    public static IReadOnlyList<LockedVersion> Parse(string text, string path, string shownAs, Problems problems)
    {
        var versions = new List<LockedVersion>();
        var lines = text.Split('\n');
        var firstMarker = Array.FindIndex(lines, MergeConflict.IsMarker);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i].StartsWith('#'))
                continue;
            if (Parse(lines[i], i + 1) is { } locked)
                versions.Add(locked);
            else if (!MergeConflict.IsMarker(lines[i]) || i == firstMarker)
                problems.Add(
                    shownAs,
                    i + 1,
                    MergeConflict.IsMarker(lines[i])
                        ? $"A merge left this file in conflict. The lines of both sides belong in it: delete the marker lines. Where both froze the same version: promptlab renumber {NameOf(path)}@vN"
                        : "This line is no “version sha256:… meta:… time”. Restore the file from version control; lines are only ever appended."
                );
        }

        return versions;
    }

    /// <summary>The lines that count: a text that was renumbered is no longer what it was.</summary>
    public static IEnumerable<LockedVersion> WithoutRenumbered(IReadOnlyList<LockedVersion> lines)
    {
        var former = lines.Where(line => line.Was is not null).Select(line => (line.Was!, line.Hash)).ToHashSet();
        return lines.Where(line => !former.Contains((line.Version, line.Hash)));
    }

    /// <summary>The number that a text has today, by the number that it had; the same where it was never renumbered.</summary>
    public static string NumberNow(string version, string hash, IReadOnlyList<LockedVersion> locked) =>
        locked.Any(line => (line.Version, line.Hash) == (version, hash))
            ? version
            : locked.LastOrDefault(line => line.Hash == hash && line.Was is not null)?.Version ?? version;

    /// <summary>Appends a line. The marker lines of a merge that is in conflict are left out: both sides' lines stay.</summary>
    /// <param name="path">The lock.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="version">The version; its text need not be in its file yet.</param>
    /// <param name="frozenAt">When it was frozen.</param>
    /// <param name="was">The number that the text had before; null for a new version.</param>
    public static void Append(string path, string shownAs, Prompt version, DateTimeOffset frozenAt, string? was = null)
    {
        var before = File.Exists(path) ? MergeConflict.WithoutMarkers(TextFile.Read(path, shownAs)) : Header;
        var start = before.EndsWith('\n') ? before : before + "\n";
        TextFile.WriteAtomically(
            path,
            TextFile.WithLineEndsOf(
                path,
                start
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"{version.Version} {version.Hash} {PromptIdentity.MetadataHash(version)} {frozenAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}{(was is null ? "" : " " + WasPrefix + was)}\n"
                    )
            )
        );
    }

    /// <summary>Removes the lines of one text under one number; all others stay as they are.</summary>
    public static void Remove(string path, string shownAs, Prompt version)
    {
        if (!File.Exists(path))
            return;
        var lines = TextFile.Read(path, shownAs).Split('\n');
        var kept = lines.Where(
            (line, i) => Parse(line, i + 1) is not { } locked || locked.Version != version.Version || locked.Hash != version.Hash
        );
        TextFile.WriteAtomically(path, TextFile.WithLineEndsOf(path, string.Join('\n', kept)));
    }

    private static LockedVersion? Parse(string line, int number)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var was = parts is [_, _, _, _, var last] && last.StartsWith(WasPrefix, StringComparison.Ordinal) ? last[WasPrefix.Length..] : null;
        return
            parts is [var version, var hash, var metadata, var time, ..]
            && parts.Length == (was is null ? 4 : 5)
            && PromptVersion.Of(version) is not null
            && (was is null || PromptVersion.Of(was) is not null)
            && hash.StartsWith(ContentHash.Prefix, StringComparison.Ordinal)
            && metadata.StartsWith(MetadataPrefix, StringComparison.Ordinal)
            && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var frozenAt)
            ? new LockedVersion(version, hash, metadata, frozenAt, number, was)
            : null;
    }

    private static string NameOf(string path) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!;
}
