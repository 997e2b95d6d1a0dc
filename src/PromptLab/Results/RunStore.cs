using System.Text.Json;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Results;

/// <summary>The folder <c>results/runs</c>: a folder for each run, named by its id.</summary>
/// <param name="folder">The full path.</param>
/// <param name="shownAs">The path as the user would name it.</param>
/// <param name="read">The records and selections that were read; what this store writes is read again.</param>
/// <param name="isSealed">Whether the item with a seal is in a holdout now, whatever its split was when it was asked.</param>
/// <param name="onUnreadable">
/// Takes a warning for each run that a later program wrote, and that is left out; null where it is of no use.
/// </param>
internal sealed class RunStore(
    string folder,
    string shownAs,
    FileReadCache read,
    Func<string, bool>? isSealed = null,
    Action<Problem>? onUnreadable = null
)
{
    private const string RecordName = RunRecordFile.Name;
    private const string JournalName = "items.jsonl";
    private const string ViewName = "items.csv";
    private const string CallsName = "calls.jsonl";
    private const string SelectionName = "selection.csv";
    private const string LockName = ".lock";

    /// <summary>True to write <c>items.csv</c> so that Excel reads it.</summary>
    public bool ForExcel { get; init; }
    private const int MostTries = 100;

    private readonly HashSet<string> _warnedOf = new(StringComparer.Ordinal);
    private bool _isMuted;

    /// <summary>The path as the user would name it.</summary>
    public string ShownAs => shownAs;

    /// <summary>Checks that results can be written, before anything is paid for.</summary>
    /// <exception cref="InputException">They can't.</exception>
    public void CheckWritable()
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (IOException e) when (FileLocks.IsSharingViolation(e))
        {
            // Another process is trying the same this moment: where it can write, we can.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                shownAs,
                null,
                $"Results can't be written here: {e.Message} Name another folder as “paths: results” in promptlab.yaml."
            );
        }
    }

    /// <summary>
    /// Makes the folder of a new run and writes its record and what was chosen. The id is made of the time, the prompt
    /// and a few digits of the fingerprint.
    /// </summary>
    /// <param name="record">The run.</param>
    /// <param name="chosen">Its items.</param>
    /// <param name="hold">Given the id before the run can be seen, so that nobody else resumes it meanwhile; null to hold nothing.</param>
    /// <returns>The record with its id.</returns>
    public RunRecord Begin(RunRecord record, IReadOnlyList<EvalItem> chosen, Action<string>? hold = null)
    {
        for (var tryNumber = 0; ; tryNumber++)
        {
            var id = RunId.Of(record, tryNumber);
            if (FileNames.ProblemOfPath(id) is { } unusable)
                throw new InputException(record.Prompt.Name, null, $"{unusable} The run's folder is named after it.");
            var begun = record with { RunId = id, Group = record.Group ?? id };
            DurableSteps.Announce("create", FolderOf(id));
            Directory.CreateDirectory(FolderOf(begun.RunId));
            try
            {
                DurableSteps.Announce("create", PathOf(id, RecordName));
                // Not “if it is not there”: two processes may begin the same second.
                using (new FileStream(PathOf(begun.RunId, RecordName), FileMode.CreateNew)) { }

                hold?.Invoke(id);
                RunSelection.Write(PathOf(id, SelectionName), chosen);
                WriteRecord(begun);
                return begun;
            }
            catch (IOException) when (tryNumber < MostTries && File.Exists(PathOf(begun.RunId, RecordName)))
            {
                // Taken: the next try has other digits.
            }
        }
    }

    /// <summary>Takes away the folder of a run that was begun and may not be asked. One that holds results stays.</summary>
    public void Discard(string runId)
    {
        if (!HasJournal(runId))
        {
            DurableSteps.Announce("delete", FolderOf(runId));
            Directory.Delete(FolderOf(runId), recursive: true);
        }
    }

    /// <summary>The journal of a run, to append to.</summary>
    public RunJournal OpenJournal(string runId) => new(PathOf(runId, JournalName));

    /// <summary>The responses of a run that are kept before they are graded, to append to.</summary>
    internal RunJournal OpenCalls(string runId) => new(PathOf(runId, CallsName));

    /// <summary>Holds a run for this process until it is disposed of; null where another process holds it.</summary>
    public IDisposable? TryHold(string runId)
    {
        try
        {
            return new FileStream(
                PathOf(runId, LockName),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException e) when (FileLocks.IsSharingViolation(e))
        {
            return null;
        }
    }

    /// <summary>The path of a file in a run's folder.</summary>
    public string PathOf(string runId, string name) => Path.Combine(FolderOf(runId), name);

    /// <summary>The path of a run's folder as the user would name it.</summary>
    public string ShownFolderOf(string runId) => $"{shownAs}/{runId}";

    /// <summary>
    /// Begins a run once more: the lines that can't be used again are set aside, the others stay, and then the record says
    /// what is asked now. Whatever moment it is cut off at, no line is lost and none counts that should not.
    /// </summary>
    /// <param name="record">The run as it is asked now.</param>
    /// <param name="chosen">The items as they are chosen now.</param>
    /// <param name="items">What becomes of the lines of its results.</param>
    /// <param name="calls">What becomes of the lines of its responses: first, since an answer may go from the results to them.</param>
    internal void Reopen(RunRecord record, IReadOnlyList<EvalItem> chosen, JournalRewrite items, JournalRewrite calls)
    {
        // First without what the run ended with: else a kill between two of these writes would look like an edit.
        if (ReadRecord(record.RunId, new Problems()) is { Files: not null } ended)
            WriteRecord(ended with { Status = RunStatus.Running, Files = null, Totals = null });
        calls.Apply(PathOf(record.RunId, CallsName));
        RunSelection.Write(PathOf(record.RunId, SelectionName), chosen);
        read.Invalidate(PathOf(record.RunId, SelectionName));
        items.Apply(PathOf(record.RunId, JournalName));
        WriteRecord(record);
    }

    /// <summary>Writes <c>items.csv</c> from the journal, and hands on each result that passes by, sorted by item and repeat.</summary>
    internal void WriteView(RunRecord record, ItemsCsvFields fields, Problems problems, Action<ItemResult> seen)
    {
        using var reader = Read(record, problems);
        TextFile.WriteAtomically(PathOf(record.RunId, ViewName), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            ItemsCsv.Write(writer, record, fields, reader.Lines().Select(line => Passing(line.Result)), ForExcel);
        });

        ItemResult Passing(ItemResult result)
        {
            seen(result);
            return result;
        }
    }

    /// <summary>Ends a run: writes the record with its totals.</summary>
    /// <param name="record">The run.</param>
    /// <param name="status">How far it came.</param>
    /// <param name="completedAt">The moment.</param>
    /// <param name="responseModels">The names that the responses gave to the model, sorted.</param>
    /// <param name="summary">What its results come to.</param>
    public RunRecord End(
        RunRecord record,
        RunStatus status,
        DateTimeOffset completedAt,
        IReadOnlyList<string> responseModels,
        RunSummary summary
    )
    {
        var ended = record with
        {
            Status = status,
            // A clock that was set back meanwhile makes no run of a negative length.
            CompletedAt = completedAt > record.StartedAt ? completedAt : record.StartedAt,
            Model = record.Model with { ResponseModels = responseModels },
            Totals = new RunTotals
            {
                Items = record.EvalSet.Items,
                Results = summary.Results,
                Scored = summary.Scored,
                Undecided = summary.Undecided,
                Errors = summary.Errors,
                Pass = summary.Passed,
                CostUsd = summary.Usage.CostUsd,
                UncachedCostUsd = summary.Usage.UncachedCostUsd,
                Requests = summary.Usage.Requests,
                Cached = summary.Usage.Cached,
            },
            Files = new RunFiles(new RunFile(JournalName, summary.Results, HashOf(PathOf(record.RunId, JournalName))), ViewName),
        };
        WriteRecord(ended);
        return ended;
    }

    /// <summary>Every run as it is now, whatever was read before: for whoever holds the lock of the scoreboard.</summary>
    internal IReadOnlyList<RunRecord> AllNow() => new RunStore(folder, shownAs, new FileReadCache()).All();

    /// <summary>The names of all folders, whether or not the run can be read, sorted.</summary>
    internal IReadOnlyList<string> Folders =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Every run that can be read, the newest first.</summary>
    public IReadOnlyList<RunRecord> All() =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Where(path => File.Exists(Path.Combine(path, RecordName)) || RunRecordFile.HasAnswers(path))
                    .Select(path => ReadOrWarn(Path.GetFileName(path)))
                    .OfType<RunRecord>()
                    .OrderByDescending(record => record.StartedAt)
                    .ThenByDescending(record => record.RunId, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Tells nobody of records that can't be read, since they are reported as errors.</summary>
    internal void Mute() => _isMuted = true;

    /// <summary>The record of a run as it is now; the given one where it can't be read any more.</summary>
    internal RunRecord Reload(RunRecord record)
    {
        read.Invalidate(PathOf(record.RunId, RecordName));
        read.Invalidate(PathOf(record.RunId, SelectionName));
        return ReadRecord(record.RunId, new Problems()) ?? record;
    }

    /// <summary>
    /// The run with an id, or with an end of its id that no other run has; null with a problem noted where there is
    /// none.
    /// </summary>
    public RunRecord? Find(string text, Problems problems)
    {
        var ids = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).ToList() : [];
        var found = ids.Contains(text, StringComparer.Ordinal)
            ? [text]
            : ids.Where(id => id.EndsWith("-" + text, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var unreadable = new Problems();
        switch (found)
        {
            case [var id] when ReadRecord(id, unreadable) is { } record:
                return record;
            case [var id] when unreadable.HasErrors:
                problems.AddRange(unreadable.Found);
                return null;
            case [var id]:
                problems.Add(
                    $"{shownAs}/{id}/{RecordName}",
                    null,
                    "The run's record is missing or can't be read, so the run can't be used."
                );
                return null;
            case []:
                problems.Add(
                    text,
                    null,
                    $"There is no such run in {shownAs}.{NearestName.Suggest(text, ids.OrderDescending(StringComparer.Ordinal).Take(5))}"
                );
                return null;
            default:
                problems.Add(text, null, $"Several runs end so: {string.Join(", ", found)}. Give the whole id.");
                return null;
        }
    }

    /// <summary>The results of a run, sorted by item and repeat; problems are noted.</summary>
    public IReadOnlyList<ItemResult> ReadResults(RunRecord run, Problems problems)
    {
        using var reader = Read(run, problems);
        return [.. reader.Lines().Select(line => line.Result)];
    }

    /// <summary>True where a run has a journal; one that was killed at its very beginning has none.</summary>
    internal bool HasJournal(string runId) => File.Exists(PathOf(runId, JournalName));

    /// <summary>
    /// The journal of a run, one result at a time; problems are noted. A journal that is not the one that the run ended with is a
    /// problem, and gives no result.
    /// </summary>
    public JournalReader Read(RunRecord run, Problems problems) =>
        new(PathOf(run.RunId, JournalName), $"{shownAs}/{run.RunId}/{JournalName}", problems, isSealed, run.Files?.ItemsJsonl);

    /// <summary>Why the journal of a run is not the one that it ended with, as a sentence; null where it is.</summary>
    public string? ObjectionToJournal(RunRecord run) => JournalSeal.ObjectionTo(PathOf(run.RunId, JournalName), run.Files?.ItemsJsonl);

    /// <summary>True where responses of a run were kept before they were graded.</summary>
    internal bool HasCalls(string runId) => File.Exists(PathOf(runId, CallsName));

    /// <summary>Those responses, a line each; problems are noted.</summary>
    internal JournalLines ReadCalls(string runId, Problems problems) =>
        new(PathOf(runId, CallsName), $"{shownAs}/{runId}/{CallsName}", problems);

    /// <summary>The items that a run was begun with, by id; null where the run's folder does not say.</summary>
    public IReadOnlyDictionary<string, SelectedItem>? ReadSelection(string runId) =>
        read.GetOrRead(PathOf(runId, SelectionName), new Problems(), _ => RunSelection.Read(PathOf(runId, SelectionName)));

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return ContentHash.OfStream(file);
    }

    private string FolderOf(string runId) => Path.Combine(folder, runId);

    private void WriteRecord(RunRecord record)
    {
        TextFile.WriteAtomically(PathOf(record.RunId, RecordName), JsonSerializer.Serialize(record, FileJson.Indented) + "\n");
        read.Invalidate(PathOf(record.RunId, RecordName));
    }

    private RunRecord? ReadOrWarn(string runId)
    {
        var unreadable = new Problems();
        var record = ReadRecord(runId, unreadable);
        foreach (var problem in unreadable.Found.Where(_ => !_isMuted && _warnedOf.Add(runId)))
            onUnreadable?.Invoke(problem with { IsWarning = true, Message = $"The run is left out. {problem.Message}" });
        return record;
    }

    private RunRecord? ReadRecord(string runId, Problems problems) =>
        read.GetOrRead(PathOf(runId, RecordName), problems, found => RunRecordFile.Read(FolderOf(runId), ShownFolderOf(runId), found));
}
