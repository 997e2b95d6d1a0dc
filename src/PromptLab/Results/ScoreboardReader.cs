using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>
/// Reads the rows of one scoreboard file. What can't be read is a problem, in the order of <see cref="ScoreboardColumns.All"/>.
/// </summary>
internal sealed class ScoreboardReader
{
    private static readonly ScoreboardRow Blank = new()
    {
        RunId = "",
        StartedAt = default,
        Prompt = "",
        Version = null,
        Model = null,
        EvalSet = "",
        Items = 0,
        Repeats = 0,
        Scored = 0,
        Errors = 0,
    };

    private readonly string _shownAs;
    private readonly Problems _problems;
    private readonly IReadOnlyList<(ScoreboardColumn Column, int Place)> _columns;
    private readonly IReadOnlyList<(string Name, int Place)> _added;

    /// <param name="header">The columns in the file's order.</param>
    /// <param name="shownAs">The file as the user would name it.</param>
    /// <param name="problems">Takes what can't be read.</param>
    public ScoreboardReader(IReadOnlyList<string> header, string shownAs, Problems problems)
    {
        (_shownAs, _problems) = (shownAs, problems);
        var places = header.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        _columns =
        [
            .. ScoreboardColumns.All.Where(column => places.ContainsKey(column.Name)).Select(column => (column, places[column.Name])),
        ];
        _added = [.. header.Except(ScoreboardColumns.Names, StringComparer.Ordinal).Select(name => (name, places[name]))];
    }

    /// <summary>The row that stands in a record.</summary>
    public ScoreboardRow Read(SpreadsheetRecord record)
    {
        var row = Blank;
        var refuse = (string message) => _problems.Add(_shownAs, record.Line, message);
        foreach (var (column, place) in _columns)
        {
            var cell = record.Cells[place];
            if (cell.Length > 0 || column.IsRequired)
                row = column.Read(row, new ScoreboardCell(column.Name, cell, column.IsOnDemand ? null : refuse));
        }

        return WithAddedCells(row, record);
    }

    private ScoreboardRow WithAddedCells(ScoreboardRow row, SpreadsheetRecord record)
    {
        var cells = _added
            .Where(column => record.Cells[column.Place].Length > 0)
            .ToDictionary(column => column.Name, column => SpreadsheetText.Restore(record.Cells[column.Place]), StringComparer.Ordinal);
        return cells.Count == 0
            ? row
            : row with
            {
                Extra = cells.Where(cell => ScoreboardColumns.Find(cell.Key) is null).ToDictionary(StringComparer.Ordinal),
                AddedCells = cells,
            };
    }
}
