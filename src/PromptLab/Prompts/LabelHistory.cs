using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// The history of a prompt's labels, <c>labels-history.jsonl</c>. It is append-only, and edited or deleted lines are detected.
/// </summary>
internal sealed class LabelHistory
{
    private const string FileName = "labels-history.jsonl";

    private readonly AppendOnlyFile _file;
    private readonly Func<string, string, string> _versionNow;

    /// <param name="folder">The prompt's folder.</param>
    /// <param name="shownFolder">The folder as the user would name it.</param>
    /// <param name="time">The clock used while waiting for other writers.</param>
    /// <param name="versionNow">The number that a text has today, by the number that it had and its content hash.</param>
    internal LabelHistory(string folder, string shownFolder, TimeProvider time, Func<string, string, string> versionNow)
    {
        _versionNow = versionNow;
        ShownAs = $"{shownFolder}/{FileName}";
        _file = new AppendOnlyFile(Path.Combine(folder, FileName), ShownAs, LabelMove.CurrentSchema, time);
    }

    /// <summary>True where there is such a file.</summary>
    public bool Exists => _file.Exists;

    /// <summary>The file name to use in messages.</summary>
    public string ShownAs { get; }

    /// <summary>
    /// Every move, oldest first, with the numbers that the texts have today; empty if no label was ever moved.
    /// </summary>
    /// <param name="problems">Collects problems; if it then has errors, the moves are not reliable.</param>
    public IReadOnlyList<LabelMove> Read(Problems problems)
    {
        var written = _file.Read(problems).Select(line => Parse(line.Line, line.Value, problems)).OfType<LabelMove>().ToList();
        var moves = new List<LabelMove>();
        foreach (var (index, move) in written.Index())
        {
            // A move has the hash of the text that it leads to alone: where it comes from, an earlier move of the label led to.
            var before = written.Take(index).ToList().FindLastIndex(other => (other.Label, other.To) == (move.Label, move.From));
            moves.Add(move with { From = before >= 0 ? moves[before].To : move.From, To = _versionNow(move.To, move.ToHash) });
        }

        return moves;
    }

    /// <summary>Appends a move and applies it, while holding the lock so that no other process moves a label of the prompt.</summary>
    /// <param name="move">The move to record.</param>
    /// <param name="check">Throws <see cref="InputException"/> if the label no longer points to <see cref="LabelMove.From"/>.</param>
    /// <param name="apply">Moves the label; called after the move was recorded.</param>
    /// <param name="cancellationToken">Cancels waiting for other processes.</param>
    /// <exception cref="InputException">The file is corrupt or not writable, or the check threw it. The file is unchanged.</exception>
    public Task AppendAsync(LabelMove move, Action check, Action apply, CancellationToken cancellationToken) =>
        _file.AppendAsync(
            _ =>
            {
                check();
                return [(JsonObject)JsonSerializer.SerializeToNode(move, FileJson.Line)!];
            },
            cancellationToken,
            apply
        );

    /// <summary>
    /// True for a label that only moves with evidence or a reason: <c>production</c>, and every label that was ever promoted.
    /// </summary>
    public static bool IsGuarded(string label, IReadOnlyList<LabelMove> moves) =>
        label == PromptLabels.Production || moves.Any(move => move.Label == label && move.Kind == LabelMoveKind.Promote);

    /// <summary>The version that a label points to after the last recorded move; null if the history does not have the label.</summary>
    public static string? LatestVersion(string label, IReadOnlyList<LabelMove> moves) =>
        moves.LastOrDefault(move => move.Label == label)?.To;

    /// <summary>
    /// The last move of a label where the label still is what it was before: the history is written first, so that the command was
    /// interrupted in between, or somebody put the label back by hand. Null where the label followed its last move.
    /// </summary>
    public static LabelMove? InterruptedMove(string label, string? current, IReadOnlyList<LabelMove> moves) =>
        moves.LastOrDefault(move => move.Label == label) is { } last && last.From == current && last.To != current ? last : null;

    /// <summary>The version that a rollback of a label returns to; null if the history has no earlier one.</summary>
    /// <remarks>Two rollbacks go back two moves: they never return to a version that was rolled back.</remarks>
    /// <param name="label">The label.</param>
    /// <param name="current">The version that the label points to now.</param>
    /// <param name="moves">The history, oldest first.</param>
    public static string? PreviousVersion(string label, string current, IReadOnlyList<LabelMove> moves)
    {
        var versions = new Stack<string>();
        foreach (var move in moves.Where(move => move.Label == label))
        {
            if (move.Kind == LabelMoveKind.Rollback)
            {
                versions.TryPop(out _);
                continue;
            }

            // A recorded move that was interrupted before the label was written did not take effect.
            if (versions.Count > 1 && versions.ElementAt(1) == move.From && versions.Peek() != move.From)
                versions.Pop();
            if (move.From is { } from && (versions.Count == 0 || versions.Peek() != from))
                versions.Push(from);
            if (versions.Count == 0 || versions.Peek() != move.To)
                versions.Push(move.To);
        }

        return versions.TryPop(out var top) && top == current && versions.TryPeek(out var before) ? before : null;
    }

    private LabelMove? Parse(int line, JsonObject value, Problems problems)
    {
        try
        {
            if (value.Deserialize<LabelMove>(FileJson.Line) is { Schema: LabelMove.CurrentSchema } move)
                return move;
            problems.Add(
                ShownAs,
                line,
                $"This is no move of a label ({LabelMove.CurrentSchema}). Restore the file from version control; lines are only ever appended."
            );
        }
        catch (Exception e) when (JsonRecords.IsUnreadable(e))
        {
            problems.Add(
                ShownAs,
                line,
                $"This line can't be read ({(e as JsonException)?.Path ?? e.Message}). Restore the file from version control; lines are only ever appended."
            );
        }

        return null;
    }
}
