namespace PromptLab.Holdouts;

/// <summary>Which looks a line of a ledger was appended after. In a ledger merged of two branches, only those of its own branch.</summary>
internal sealed class LedgerAncestry
{
    private readonly Dictionary<string, string?> _previous;
    private readonly Dictionary<string, HoldoutLook> _looks;

    /// <summary>Prepares the ancestry of the lines of a ledger.</summary>
    public LedgerAncestry(LedgerContent ledger)
    {
        _previous = ledger
            .Lines.DistinctBy(line => line.Hash, StringComparer.Ordinal)
            .ToDictionary(line => line.Hash, line => line.Previous, StringComparer.Ordinal);
        _looks = ledger
            .Looks.DistinctBy(one => one.Line.Hash, StringComparer.Ordinal)
            .ToDictionary(one => one.Line.Hash, one => one.Look, StringComparer.Ordinal);
    }

    /// <summary>How many looks at the same items, void ones apart, stand before a look on its own branch.</summary>
    public int LooksBefore(Files.ChainedLine line, HoldoutLook look)
    {
        var count = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal); // a forged chain may run in a circle
        for (var hash = line.Previous; hash is not null && seen.Add(hash); hash = _previous.GetValueOrDefault(hash))
            count += _looks.TryGetValue(hash, out var earlier) && IsAtSameItems(earlier, look) ? 1 : 0;
        return count;
    }

    private static bool IsAtSameItems(HoldoutLook one, HoldoutLook other) =>
        one.HoldoutHash == other.HoldoutHash
        || (one.Seals is { } seals && other.Seals?.Any(seal => seals.Contains(seal, StringComparer.Ordinal)) == true);
}
