namespace PromptLab.Holdouts;

/// <summary>A line of the ledger that voids a look, since no call succeeded and nothing was seen. Void looks do not count.</summary>
/// <param name="RunId">The run of the look.</param>
/// <param name="At">When the run ended without a response.</param>
/// <param name="Why">The reason, as a message.</param>
internal sealed record VoidLook(string RunId, DateTimeOffset At, string Why)
{
    /// <summary>The schema name and version of the line.</summary>
    public string Schema { get; init; } = HoldoutLedger.Schema;

    /// <summary>The kind of line, always <c>void</c>.</summary>
    public string Kind { get; init; } = HoldoutLedger.VoidKind;
}
