using System.Text.Json.Nodes;

namespace PromptLab.Programs;

/// <summary>How the lines that a program writes are read.</summary>
/// <param name="MaxLineBytes">The most bytes of a line.</param>
internal sealed record ProgramRules(int MaxLineBytes)
{
    /// <summary>
    /// True if the program may write notes between its replies: lines that don't begin with “{” and replies to requests that nobody
    /// waits for. False if every line must be the reply to a request.
    /// </summary>
    public bool AllowsNotes { get; init; }

    /// <summary>The number of the request that a line replies to; null where it has none.</summary>
    public Func<JsonObject, long?> IdOf { get; init; } = ReplyLine.IdOf;
}
