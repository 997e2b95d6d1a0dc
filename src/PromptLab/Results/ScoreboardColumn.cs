namespace PromptLab.Results;

/// <summary>Where a column of the scoreboard stands.</summary>
internal enum ScoreboardPresence
{
    /// <summary>A new file has the column. A cell may be empty.</summary>
    InNewFiles,

    /// <summary>A file without the column is no scoreboard. A cell may be empty.</summary>
    InEveryFile,

    /// <summary>A file without the column is no scoreboard, and an empty cell is a problem.</summary>
    InEveryRow,

    /// <summary>
    /// A file gets the column with the first row that has a value for it. A cell that can't be read is no problem: it counts
    /// as empty.
    /// </summary>
    OnDemand,
}

/// <summary>One column of the scoreboard.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Write">The cell's text as a row has it; null or empty where the row has no value for it.</param>
/// <param name="Read">The row with the value that stands in a cell.</param>
/// <param name="Presence">Which files have the column, and whether its cells may be empty.</param>
internal sealed record ScoreboardColumn(
    string Name,
    Func<ScoreboardRow, string?> Write,
    Func<ScoreboardRow, ScoreboardCell, ScoreboardRow> Read,
    ScoreboardPresence Presence = ScoreboardPresence.InNewFiles
)
{
    /// <summary>True where a cell can't be empty.</summary>
    public bool IsRequired => Presence == ScoreboardPresence.InEveryRow;

    /// <summary>True where a new file lacks the column until a row needs it.</summary>
    public bool IsOnDemand => Presence == ScoreboardPresence.OnDemand;
}
