using System.Text.Json;
using PromptLab.Files;
using PromptLab.Running;
using static System.FormattableString;

namespace PromptLab.Results;

/// <summary>
/// Reads every file of a stored run: its record, what was chosen, its results and its responses. Commands leave a run out whose
/// record they can't read; here that is an error.
/// </summary>
internal sealed class StoredRunCheck(RunStore store, string runId, Problems problems)
{
    private const string Restore = "Restore the run's folder from version control, or delete the folder and run the version again.";

    /// <summary>Reports what can't be read, and what contradicts the record.</summary>
    public void Run()
    {
        if (ReadRecord() is not { } record)
            return;
        CheckSelection(record);
        CheckCalls();
        if (store.ObjectionToJournal(record) is { } objection)
            problems.Add(Shown("items.jsonl"), null, objection);
        else if (record.Files is null)
            CheckUnsealedJournal(record);
        else
            CheckTotals(record);
    }

    private RunRecord? ReadRecord()
    {
        var shown = Shown(RunRecordFile.Name);
        if (ConflictIn(PathOf(RunRecordFile.Name), shown) is { } marker)
        {
            problems.Add(shown, marker, MergeConflict.MessageFor(shown));
            return null;
        }

        if (RunRecordFile.Read(PathOf(""), Shown("").TrimEnd('/'), problems) is not { } record)
            return null;
        if (StrictJson.Parse(TextFile.Read(PathOf(RunRecordFile.Name), shown, FileLimits.Record), out var twice) is null)
        {
            problems.Add(shown, null, $"{twice} {Restore}");
            return null;
        }

        if (record.RunId == runId)
            return record;
        problems.Add(shown, null, $"This is not the record of {runId}, as the folder is named. {Restore}");
        return null;
    }

    private static int? ConflictIn(string path, string shown) =>
        File.Exists(path) && TextFile.TryRead(path, shown, new Problems(), FileLimits.Record) is { } text
            ? MergeConflict.LineIn(text)
            : null;

    // Earlier versions wrote no such file. Of a run that goes on, the record may be behind it.
    private void CheckSelection(RunRecord record)
    {
        var (path, shown) = (PathOf("selection.csv"), Shown("selection.csv"));
        if (!File.Exists(path))
            return;
        var found = new Problems();
        var rows = TextFile.TryRead(path, shown, found, FileLimits.Data) is { } text
            ? CsvTable.Read(new StringReader(text), shown, found)?.Rows.ToList() ?? []
            : [];
        if (!found.HasErrors && record.Status != RunStatus.Running && rows.Count != record.EvalSet.Items)
            found.Add(
                shown,
                null,
                Invariant(
                    $"The file has {rows.Count} items, and the run was begun with {record.EvalSet.Items}: it was edited or cut since. {Restore}"
                )
            );
        problems.AddRange(found.Found);
    }

    private void CheckCalls()
    {
        if (!store.HasCalls(runId))
            return;
        try
        {
            using var lines = store.ReadCalls(runId, problems);
            foreach (var (line, _, number) in lines.All())
            {
                if (ProblemOf(line.Span) is { } problem)
                    problems.Add(Shown("calls.jsonl"), number, problem);
            }
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
        }
    }

    private static string? ProblemOf(ReadOnlySpan<byte> line)
    {
        if (FileFormat.ObjectionTo(line, CallLine.CurrentSchema) is { } objection)
            return objection;
        try
        {
            CallLine.Read(line);
            return null;
        }
        catch (JsonException)
        {
            return "This is no kept response. Delete the line: the item is asked again when the run goes on.";
        }
    }

    // Of a run that has not ended nothing says what its journal should be, but every line of it is read when it goes on.
    private void CheckUnsealedJournal(RunRecord record)
    {
        if (!store.HasJournal(runId))
            return;
        try
        {
            store.ReadResults(record, problems);
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
        }
    }

    private void CheckTotals(RunRecord record)
    {
        if (record.Totals is not { } totals)
            return;
        var results = store.ReadResults(record, problems);
        CheckSelected(results);
        var summary = RunSummary.Of(results);
        if (
            (totals.Results, totals.Scored, totals.Errors, totals.Pass) != (summary.Results, summary.Scored, summary.Errors, summary.Passed)
        )
            problems.Add(
                Shown("run.json"),
                null,
                Invariant(
                    $"The record counts {totals.Results} results, {totals.Scored} scored, {totals.Errors} failed and {totals.Pass} passed, and the journal {summary.Results}, {summary.Scored}, {summary.Errors} and {summary.Passed}: the record was edited since. {Restore}"
                )
            );
    }

    private void CheckSelected(IReadOnlyList<ItemResult> results)
    {
        var selection = store.ReadSelection(runId);
        if (
            results.FirstOrDefault(result =>
                selection is not null
                && (!selection.TryGetValue(result.ItemId, out var selected) || selected.Hash != ContentHash.Short(result.ItemHash))
            ) is
            { } other
        )
            problems.Add(
                Shown("selection.csv"),
                null,
                $"The journal has a result of “{other.ItemId}”, {ContentHash.Short(other.ItemHash)}, and this file has no such item: it was edited since. {Restore}"
            );
    }

    private bool HasAnswers() => HasContent("items.jsonl") || HasContent("calls.jsonl");

    private bool HasContent(string name) => new FileInfo(PathOf(name)) is { Exists: true, Length: > 0 };

    private string PathOf(string name) => store.PathOf(runId, name);

    private string Shown(string name) => $"{store.ShownFolderOf(runId)}/{name}";
}
