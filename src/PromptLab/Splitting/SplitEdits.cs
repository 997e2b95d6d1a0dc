using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>
/// What an assignment changes in the files of an eval set: cells of “split” and the declaration of splits, and no other
/// character.
/// </summary>
internal sealed class SplitEdits
{
    private readonly IReadOnlyList<Edit> _edits;

    private SplitEdits(IReadOnlyList<Edit> edits) => _edits = edits;

    /// <summary>
    /// The files that change, as the user would name them: data files, and then <c>evalset.yaml</c>. Empty where
    /// nothing changes.
    /// </summary>
    public IReadOnlyList<string> Files => [.. _edits.Select(edit => edit.ShownAs)];

    /// <summary>
    /// Makes the new texts and reads the eval set from them; null with problems noted where a file can't be read, or where
    /// anything else than the splits would come out differently. Nothing is written yet.
    /// </summary>
    public static SplitEdits? Prepare(SplitAssignment assignment, Problems problems)
    {
        var set = assignment.EvalSet;
        var yaml = Path.Combine(set.Folder, EvalSetFile.FileName);
        try
        {
            var splits = assignment.Changed.ToDictionary(item => item.Id, item => assignment.Splits[item.Id], StringComparer.Ordinal);
            var names = SplitNames.All.Where(name => assignment.Splits.Values.Contains(name, StringComparer.Ordinal)).ToList();
            var edits = assignment
                .Changed.Select(item => item.File)
                .Distinct(StringComparer.Ordinal)
                .Select(file =>
                    EditOf(PathOf(set, file), file, text => IsCsv(file) ? CsvSplits.Set(text, splits) : JsonSplits.Set(text, splits))
                )
                .Append(EditOf(yaml, set.File, text => YamlSplits.Declare(text, names)))
                .Where(edit => edit.After != edit.Before)
                .ToList();
            return IsAsAssigned(assignment, yaml, edits, problems) ? new SplitEdits(edits) : null;
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    /// <summary>Writes the files, each of them whole; where one can't be written, those before it are put back.</summary>
    /// <exception cref="IOException">A file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file can't be written.</exception>
    public void Write()
    {
        var written = 0;
        try
        {
            for (; written < _edits.Count; written++)
                TextFile.WriteAtomically(_edits[written].Path, _edits[written].After);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (var edit in _edits.Take(written))
                TextFile.WriteAtomically(edit.Path, edit.Before);
            throw;
        }
    }

    private static bool IsAsAssigned(SplitAssignment assignment, string yaml, IReadOnlyList<Edit> edits, Problems problems)
    {
        var before = assignment.EvalSet;
        var reading = new EvalSetReading { Instead = edits.ToDictionary(edit => edit.Path, edit => edit.After, StringComparer.Ordinal) };
        var found = new Problems();
        var after = EvalSetFile.Read(yaml, before.File, reading, found);
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

    private static Edit EditOf(string path, string shownAs, Func<string, string> change)
    {
        var before = TextFile.ReadAsIs(path, shownAs);
        return new Edit(path, shownAs, before, change(before));
    }

    // Data files are named from the folder that evalset.yaml is named in.
    private static string PathOf(EvalSet set, string file) =>
        Path.Combine(set.Folder, file[(set.File.Length - EvalSetFile.FileName.Length)..]);

    private static bool IsCsv(string file) => Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    private sealed record Edit(string Path, string ShownAs, string Before, string After);
}
