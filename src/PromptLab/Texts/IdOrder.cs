namespace PromptLab.Texts;

/// <summary>Orders ids as people count: the digits in them by their value, so that <c>item-4</c> comes before <c>item-10</c>.</summary>
internal sealed class IdOrder : IComparer<string>
{
    public static IdOrder Comparer { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var (i, j) = (0, 0);
        while (i < x.Length && j < y.Length)
        {
            var order =
                char.IsAsciiDigit(x[i]) && char.IsAsciiDigit(y[j])
                    ? CompareNumbers(NumberAt(x, ref i), NumberAt(y, ref j))
                    : x[i++].CompareTo(y[j++]);
            if (order != 0)
                return order;
        }

        var rest = (x.Length - i).CompareTo(y.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> NumberAt(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text.AsSpan(start..at).TrimStart('0');
    }

    private static int CompareNumbers(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.Length != other.Length ? one.Length.CompareTo(other.Length) : one.SequenceCompareTo(other);
}
