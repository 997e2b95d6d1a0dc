namespace PromptLab.Holdouts;

/// <summary>Says that nothing was seen at a look, since no call was answered: a line of the ledger. Such a look does not count.</summary>
/// <param name="RunId">The run of the look.</param>
/// <param name="At">When this was found.</param>
/// <param name="Why">Why nothing was seen.</param>
internal sealed record VoidLook(string RunId, DateTimeOffset At, string Why)
{
    /// <summary>The version of this format.</summary>
    public string Schema { get; init; } = HoldoutLedger.Schema;

    /// <summary>The kind of line.</summary>
    public string Kind { get; init; } = HoldoutLedger.VoidKind;
}
