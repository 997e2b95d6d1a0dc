using System.Globalization;
using System.Text;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>
/// The table of all runs, one row a run, appended and never rewritten. Safe to use from many threads and processes at
/// once.
/// </summary>
/// <param name="fullPath">The file.</param>
/// <param name="shownAs">The file as the user would name it, relative to the project and with <c>/</c>.</param>
/// <param name="time">The clock that waiting for other writers goes by.</param>
internal sealed class Scoreboard(string fullPath, string shownAs, TimeProvider time)
{
    /// <summary>The file as the user would name it.</summary>
    public string ShownAs => shownAs;

    private const string LockName = ".scoreboard.lock";

    private readonly string _path = Path.GetFullPath(fullPath);

    /// <summary>
    /// Appends rows, all of them or none. A new file gets a header; one that lacks columns of ours gets them at its right
    /// end; columns that we don't know keep their cells; the order of the columns is the file's.
    /// </summary>
    /// <returns>What was mended on the way, as a sentence for the user; null where nothing was.</returns>
    /// <remarks>
    /// A last row that was cut off while it was written is moved to a file of the same name with <c>.torn</c> behind it,
    /// and never guessed at; one that lacks only its line end is kept.
    /// </remarks>
    /// <exception cref="InputException">
    /// The file is no scoreboard, is held by another process, or can't be written. It is as it was.
    /// </exception>
    public Task<string?> AppendAsync(IReadOnlyList<ScoreboardRow> rows, CancellationToken cancellationToken) =>
        rows.Count == 0 ? Task.FromResult<string?>(null) : AppendAsync(_ => rows, cancellationToken);

    /// <summary>Appends the rows that somebody decides on, seeing every row that is there, while nobody else can append.</summary>
    /// <param name="decide">Gives the rows; where it gives none, nothing is written.</param>
    /// <param name="cancellationToken">Ends the waiting for other writers.</param>
    /// <returns>As above.</returns>
    /// <exception cref="InputException">As above; nobody has decided then.</exception>
    internal async Task<string?> AppendAsync(
        Func<IReadOnlyList<ScoreboardRow>, IReadOnlyList<ScoreboardRow>> decide,
        CancellationToken cancellationToken
    )
    {
        using var held = await LockAsync(cancellationToken);
        var bytes = SharedFile.Read(_path, shownAs);
        var problems = new Problems();
        var table = ScoreboardTable.Parse(bytes, shownAs, problems);
        problems.ThrowIfErrors();
        var rows = decide(RowsOf(table, problems));
        return rows.Count == 0 ? null : Append(rows, table);
    }

    /// <summary>Checks that rows can be appended now: the lock, the file, and what would be written beside it.</summary>
    /// <exception cref="InputException">They can't; it says which file is in the way.</exception>
    public async Task CheckWritableAsync(CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        var table = ScoreboardTable.Parse(SharedFile.Read(_path, shownAs), shownAs, new Problems());
        var isAppended = table.Columns.Count > 0 && table.Torn.Length == 0 && !ScoreboardColumns.Names.Except(table.Columns).Any();
        if (table.Columns.Count > 0)
            SharedFile.CheckAppendable(_path, shownAs);
        if (!isAppended)
            SharedFile.CheckReplaceable(_path, shownAs);
        if (table.Torn.Length > 0)
            SharedFile.CheckAppendable(_path + ".torn", shownAs + ".torn");
    }

    private Task<FileStream> LockAsync(CancellationToken cancellationToken) =>
        WriterLock.AcquireAsync(
            Path.Combine(Path.GetDirectoryName(_path)!, LockName),
            shownAs[..(shownAs.LastIndexOf('/') + 1)] + LockName,
            time,
            cancellationToken
        );

    /// <summary>
    /// Every row in the file's order; none where there is no file. A last row that was cut off is a warning and is left
    /// out.
    /// </summary>
    /// <param name="problems">Takes what is wrong; where that holds an error, the rows are not to be relied on.</param>
    public IReadOnlyList<ScoreboardRow> Read(Problems problems)
    {
        var found = new Problems();
        var table = ScoreboardTable.Parse(SharedFile.Read(_path, shownAs), shownAs, found);
        problems.AddRange(found.Found);
        if (found.HasErrors)
            return [];
        if (table.Torn.Length > 0)
            problems.Warn(
                shownAs,
                table.TailLine,
                "The last row was cut off while it was written, and is left out. The next run moves it aside."
            );
        return RowsOf(table, problems);
    }

    private IReadOnlyList<ScoreboardRow> RowsOf(ScoreboardTable table, Problems problems)
    {
        var reader = new ScoreboardReader(table.Columns, shownAs, problems);
        return [.. table.Rows.Select(reader.Read)];
    }

    private string? Append(IReadOnlyList<ScoreboardRow> rows, ScoreboardTable table)
    {
        var wanted = table.Columns.Count == 0 ? ScoreboardColumns.Names : table.Columns;
        var added = ScoreboardColumns
            .Names.Concat(rows.SelectMany(row => row.AddedCells.Keys))
            .Except(wanted, StringComparer.Ordinal)
            .ToList();
        IReadOnlyList<string> columns = [.. wanted, .. added];
        var isTorn = table.Torn.Length > 0;
        if (isTorn)
            SharedFile.Append(_path + ".torn", shownAs + ".torn", [.. table.Torn, (byte)'\n']);

        var text = Lines(columns, rows, table.LineEnd);
        if (table.Columns.Count == 0)
            SharedFile.Replace(_path, shownAs, Line(columns) + text);
        else if (isTorn || added.Count > 0)
            SharedFile.Replace(_path, shownAs, Widened(table, added) + text);
        else
            SharedFile.Append(_path, shownAs, Encoding.UTF8.GetBytes((table.TailLine is null ? "" : table.LineEnd) + text));
        return Note(table);
    }

    private static string Widened(ScoreboardTable table, List<string> added)
    {
        var header = added.Count == 0 ? "" : "," + Line(added).TrimEnd('\n');
        var empty = new string(',', added.Count);
        return string.Concat(table.Records.Select((record, index) => record.Body + (index == 0 ? header : empty) + table.LineEnd));
    }

    private static string Lines(IReadOnlyList<string> columns, IReadOnlyList<ScoreboardRow> rows, string lineEnd) =>
        string.Concat(rows.Select(row => Line(columns.Select(column => ScoreboardColumns.Cell(row, column)))[..^1] + lineEnd));

    private static string Line(IEnumerable<string> cells)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        SpreadsheetCsv.WriteRecord(writer, cells);
        return writer.ToString();
    }

    private string? Note(ScoreboardTable table) =>
        table switch
        {
            { TailLine: null } => null,
            { Torn.Length: 0 } => string.Create(
                CultureInfo.InvariantCulture,
                $"{shownAs}:{table.TailLine}: The last row lacked its line end. It was whole, and has been kept."
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{shownAs}:{table.TailLine}: The last row had been cut off while it was written. Its text was moved to {shownAs}.torn."
            ),
        };
}
