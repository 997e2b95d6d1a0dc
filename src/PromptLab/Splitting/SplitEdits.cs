using System.Text;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>
/// The changes that an assignment makes to the files of an eval set: the values of “split” and the declaration of splits, and
/// nothing else.
/// </summary>
internal sealed class SplitEdits
{
    private readonly IReadOnlyList<Edit> _edits;

    private SplitEdits(IReadOnlyList<Edit> edits) => _edits = edits;

    /// <summary>
    /// The changed files, as the user would name them: data files first, then <c>evalset.yaml</c>. Empty if nothing changes.
    /// </summary>
    public IReadOnlyList<string> Files => [.. _edits.Select(edit => edit.ShownAs)];

    /// <summary>
    /// Computes the new texts and verifies them by reading the eval set from them. Null, with problems reported, if a file is
    /// unreadable or if anything but the splits would change. Nothing is written.
    /// </summary>
    public static SplitEdits? Prepare(SplitAssignment assignment, Problems problems)
    {
        var set = assignment.EvalSet;
        var yaml = Path.Combine(set.Folder, EvalSetFile.FileName);
        try
        {
            var splits = assignment.Changed.ToDictionary(
                item => item.Id,
                item => NameInFile(assignment.Splits[item.Id]),
                StringComparer.Ordinal
            );
            var names = SplitNames
                .All.Where(name => assignment.Splits.Values.Contains(name, StringComparer.Ordinal))
                .Select(NameInFile)
                .ToList();
            var edits = assignment
                .Changed.Select(item => item.File)
                .Distinct(StringComparer.Ordinal)
                .Select(file =>
                    CreateEdit(PathOf(set, file), file, text =>
                        IsCsv(file) ? CsvSplits.Set(text, set.Mapping, splits) : JsonSplits.Set(text, set.Mapping, splits)
                    )
                )
                .Append(CreateEdit(yaml, set.File, text => YamlSplits.Declare(text, names)))
                .Where(edit => edit.After != edit.Before)
                .ToList();
            return ChangesOnlySplits(assignment, yaml, edits, problems) ? new SplitEdits(edits) : null;

            string NameInFile(string split) => split == SplitNames.Holdout ? set.HoldoutNames[0] : split;
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    /// <summary>Writes the files, each atomically; if one fails, the files already written are restored.</summary>
    /// <exception cref="IOException">A file is not writable.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    public void Write()
    {
        var written = 0;
        try
        {
            for (; written < _edits.Count; written++)
                WriteText(_edits[written], _edits[written].After);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (var edit in _edits.Take(written))
                TryRestore(edit);
            throw;
        }
    }

    // The text has its BOM, where there was one.
    private static void WriteText(Edit edit, string text) =>
        TextFile.WriteAtomically(edit.Path, stream => stream.Write(edit.Encoding.GetBytes(text)));

    // The first failure is told, and not what then stands in the way of putting things back; the repeat writes it again.
    private static void TryRestore(Edit edit)
    {
        try
        {
            WriteText(edit, edit.Before);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    private static bool ChangesOnlySplits(SplitAssignment assignment, string yaml, IReadOnlyList<Edit> edits, Problems problems)
    {
        var before = assignment.EvalSet;
        var options = new EvalSetReadOptions
        {
            TextOverrides = edits.ToDictionary(edit => edit.Path, edit => edit.After, StringComparer.Ordinal),
        };
        var found = new Problems();
        var after = EvalSetFile.Read(yaml, before.File, options, found);
        if (
            after is not null
            && after.Hash == before.Hash
            && after.Items.Count == before.Items.Count
            && before
                .Items.Zip(after.Items)
                .All(pair => IsSame(pair.First, pair.Second) && pair.Second.Split == assignment.Splits[pair.First.Id])
        )
            return true;
        problems.AddRange(found.Found);
        if (!found.HasErrors)
            problems.Add(
                before.File,
                null,
                "The splits can't be set here without changing something else. Nothing was written; set them by hand: promptlab split-evalset --dry-run --json tells them."
            );
        return false;
    }

    private static bool IsSame(EvalItem before, EvalItem after) =>
        before.Id == after.Id
        && before.Hash == after.Hash
        && before.File == after.File
        && before.Line == after.Line
        && before.Weight.Equals(after.Weight)
        && before.Cluster == after.Cluster
        && before.Notes == after.Notes
        && before.Tags.SequenceEqual(after.Tags, StringComparer.Ordinal);

    private static Edit CreateEdit(string path, string shownAs, Func<string, string> change)
    {
        var (before, encoding) = DataText.ReadAsIs(path, shownAs);
        return new Edit(path, shownAs, encoding, before, change(before));
    }

    // Data files are named relative to the folder of evalset.yaml.
    private static string PathOf(EvalSet set, string file) =>
        Path.Combine(set.Folder, file[(set.File.Length - EvalSetFile.FileName.Length)..]);

    private static bool IsCsv(string file) => Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    private sealed record Edit(string Path, string ShownAs, Encoding Encoding, string Before, string After);
}
