using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// Finds damage that no reader of a format would tell by its name: a folder in the place of a file, a file that can't be opened, NUL
/// bytes and UTF-16. Of such a file nothing else is reported, since all of it follows from that.
/// </summary>
internal sealed class FileAudit(Problems problems)
{
    private const int BufferSize = 1 << 16;

    private readonly Dictionary<string, Problem> _damaged = new(StringComparer.Ordinal);

    /// <summary>Looks at all files of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="evalSets">Those of its eval sets that can be read.</param>
    /// <param name="problems">Collects the problems.</param>
    public static FileAudit Of(ProjectWorkspace project, IEnumerable<EvalSet> evalSets, Problems problems)
    {
        var audit = new FileAudit(problems);
        var data = evalSets.SelectMany(set => set.Items.Select(item => item.File)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in ProjectFiles.Of(project, evalSets))
            audit.Look(path, project.Folder.DisplayPath(path), data);
        return audit;
    }

    /// <summary>The problems without those that follow from damage that was found.</summary>
    public IReadOnlyList<Problem> Without(IReadOnlyList<Problem> all) =>
        [.. all.Where(one => !_damaged.TryGetValue(one.File, out var damage) || one == damage)];

    private void Look(string path, string shownAs, IReadOnlySet<string> data)
    {
        if (DamageOf(path, shownAs, data.Contains(shownAs)) is not { } damage)
            return;
        problems.Add(damage.File, damage.Line, damage.Message);
        _damaged.TryAdd(shownAs, damage);
    }

    private static Problem? DamageOf(string path, string shownAs, bool isData)
    {
        if (Directory.Exists(path))
            return new Problem(shownAs, null, "A folder stands in the place of this file. Move it away, and restore the file.");
        try
        {
            return File.Exists(path) ? DamageIn(path, shownAs, isData) : null;
        }
        catch (IOException e) when (FileLocks.IsSharingViolation(e))
        {
            return null; // somebody is writing it, and whoever reads it waits
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(shownAs, null, SharedFile.UnreadableMessage);
        }
    }

    private static Problem? DamageIn(string path, string shownAs, bool isData)
    {
        using var file = SharedFile.OpenToRead(path);
        var (buffer, line, isFirst) = (new byte[BufferSize], 1, true);
        for (int read; (read = file.Read(buffer)) > 0; isFirst = false)
        {
            var bytes = buffer.AsSpan(0, read);
            if (isFirst && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
                return isData
                    ? null // items are read in UTF-16 too
                    : new Problem(shownAs, null, "The file is UTF-16. Save it as UTF-8.");
            if (bytes.IndexOf((byte)0) is >= 0 and var at)
                return new Problem(
                    shownAs,
                    line + bytes[..at].Count((byte)'\n'),
                    "A NUL byte stands here, which no text has: the file was damaged. Restore it from version control."
                );
            line += bytes.Count((byte)'\n');
        }

        return null;
    }
}
