using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>One line of <c>versions.lock</c>.</summary>
/// <param name="Version">The version, such as <c>v3</c>.</param>
/// <param name="Hash">The content hash of the version.</param>
/// <param name="MetadataHash">The hash of its title, hypothesis and other metadata; see <see cref="PromptIdentity.MetadataHash"/>.</param>
/// <param name="FrozenAt">When the version was frozen.</param>
/// <param name="Line">The line in the file, from 1.</param>
internal sealed record LockedVersion(string Version, string Hash, string MetadataHash, DateTimeOffset FrozenAt, int Line);

/// <summary>Reads and appends to <c>versions.lock</c>: the hash of every frozen version, append-only.</summary>
internal static class PromptLock
{
    public const string FileName = "versions.lock";

    private const string Header =
        "# written by `promptlab freeze`; commit it. One line per version, append only.\n# version  content-hash  metadata-hash  frozen-at\n";

    /// <summary>The lines of the lock; empty if the file does not exist.</summary>
    public static IReadOnlyList<LockedVersion> Read(string path, string shownAs, Problems problems)
    {
        if (!File.Exists(path))
            return [];
        var versions = new List<LockedVersion>();
        var lines = (TextFile.TryRead(path, shownAs, problems) ?? "").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i].StartsWith('#'))
                continue;
            if (Parse(lines[i], i + 1) is not { } locked)
                problems.Add(
                    shownAs,
                    i + 1,
                    "This line is no “version sha256:… meta:… time”. Restore the file from version control; lines are only ever appended."
                );
            else if (versions.Find(other => other.Version == locked.Version) is { } duplicate)
                problems.Add(
                    shownAs,
                    i + 1,
                    FormattableString.Invariant(
                        $"“{locked.Version}” is there already, on line {duplicate.Line}. Restore the file from version control."
                    )
                );
            else
                versions.Add(locked);
        }

        return versions;
    }

    public static void Append(string path, string shownAs, Prompt version, DateTimeOffset frozenAt)
    {
        var before = File.Exists(path) ? TextFile.Read(path, shownAs) : Header;
        var start = before.EndsWith('\n') ? before : before + "\n";
        TextFile.WriteAtomically(
            path,
            start
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{version.Version} {version.Hash} {PromptIdentity.MetadataHash(version)} {frozenAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n"
                )
        );
    }

    private static LockedVersion? Parse(string line, int number) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var version, var hash, var metadata, var time]
        && PromptVersion.Of(version) is not null
        && hash.StartsWith(ContentHash.Prefix, StringComparison.Ordinal)
        && metadata.StartsWith("meta:", StringComparison.Ordinal)
        && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var frozenAt)
            ? new LockedVersion(version, hash, metadata, frozenAt, number)
            : null;
}
