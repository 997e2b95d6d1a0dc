using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// The history of a prompt's labels: <c>labels-history.jsonl</c> beside them, which is only ever appended to; a line that was
/// edited or taken out shows.
/// </summary>
internal sealed class LabelHistory
{
    private const string FileName = "labels-history.jsonl";

    private readonly AppendOnlyFile _file;

    internal LabelHistory(string folder, string shownFolder, TimeProvider time)
    {
        ShownAs = $"{shownFolder}/{FileName}";
        _file = new AppendOnlyFile(Path.Combine(folder, FileName), ShownAs, time);
    }

    /// <summary>The file's path as the user would name it.</summary>
    public string ShownAs { get; }

    /// <summary>Every move, in order; none where no label was ever moved.</summary>
    /// <param name="problems">Takes what is wrong; where that holds an error, the moves are not to be relied on.</param>
    public IReadOnlyList<LabelMove> Read(Problems problems) =>
        [.. _file.Read(problems).Select(line => Parse(line.Line, line.Value, problems)).OfType<LabelMove>()];

    /// <summary>Appends a move and makes it, while no one else can move a label of the prompt.</summary>
    /// <param name="move">The move.</param>
    /// <param name="check">Throws where the label is no longer where the move takes it from.</param>
    /// <param name="make">Moves the label, once the history has the move.</param>
    /// <param name="cancellationToken">Ends the waiting for others.</param>
    /// <exception cref="InputException">The file is broken or can't be written, or the check has thrown it. It is as it was.</exception>
    public Task AppendAsync(LabelMove move, Action check, Action make, CancellationToken cancellationToken) =>
        _file.AppendAsync(
            _ =>
            {
                check();
                return [(JsonObject)JsonSerializer.SerializeToNode(move, FileJson.Line)!];
            },
            cancellationToken,
            make
        );

    /// <summary>True for a label that only evidence or a reason moves: <c>production</c>, and every label that was ever promoted.</summary>
    public static bool IsGuarded(string label, IReadOnlyList<LabelMove> moves) =>
        label == PromptLabels.Production || moves.Any(move => move.Label == label && move.Kind == LabelMoveKind.Promote);

    /// <summary>The version that the history leaves a label at; null where it does not know the label.</summary>
    public static string? EndOf(string label, IReadOnlyList<LabelMove> moves) => moves.LastOrDefault(move => move.Label == label)?.To;

    /// <summary>The version that a label goes back to; null where the history knows none before the present one.</summary>
    /// <remarks>Two rollbacks go back two moves: what was rolled back is not returned to.</remarks>
    /// <param name="label">The label.</param>
    /// <param name="current">The version that it points to.</param>
    /// <param name="moves">The history.</param>
    public static string? Before(string label, string current, IReadOnlyList<LabelMove> moves)
    {
        var past = new Stack<string>();
        foreach (var move in moves.Where(move => move.Label == label))
        {
            if (move.Kind == LabelMoveKind.Rollback)
            {
                past.TryPop(out _);
                continue;
            }

            // A move that was cut off before the label was written never came to be.
            if (past.Count > 1 && past.ElementAt(1) == move.From && past.Peek() != move.From)
                past.Pop();
            if (move.From is { } from && (past.Count == 0 || past.Peek() != from))
                past.Push(from);
            if (past.Count == 0 || past.Peek() != move.To)
                past.Push(move.To);
        }

        return past.TryPop(out var top) && top == current && past.TryPeek(out var before) ? before : null;
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
        catch (JsonException e)
        {
            problems.Add(
                ShownAs,
                line,
                $"This line can't be read ({e.Path}). Restore the file from version control; lines are only ever appended."
            );
        }

        return null;
    }
}
