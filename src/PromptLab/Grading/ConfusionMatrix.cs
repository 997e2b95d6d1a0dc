namespace PromptLab.Grading;

/// <summary>How often each label was read for each label that was wanted. Immutable.</summary>
public sealed record ConfusionMatrix
{
    /// <summary>The wanted labels, sorted: the rows.</summary>
    public required IReadOnlyList<string> Wanted { get; init; }

    /// <summary>The labels that were read, sorted, and null last where a response named none: the columns.</summary>
    public required IReadOnlyList<string?> Predicted { get; init; }

    /// <summary>The counts, a row for each wanted label.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Counts { get; init; }

    /// <summary>Counts pairs of a wanted label and the one that was read; null where none was.</summary>
    public static ConfusionMatrix Of(IEnumerable<(string Wanted, string? Predicted)> pairs)
    {
        var all = pairs.ToList();
        var wanted = all.Select(pair => pair.Wanted).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var read = all.Select(pair => pair.Predicted)
            .OfType<string>()
            .Concat(wanted)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        List<string?> predicted = [.. read, .. all.Exists(pair => pair.Predicted is null) ? new string?[] { null } : []];
        return new ConfusionMatrix
        {
            Wanted = wanted,
            Predicted = predicted,
            Counts =
            [
                .. wanted.Select(row =>
                    predicted.Select(column => all.Count(pair => pair.Wanted == row && pair.Predicted == column)).ToList()
                ),
            ],
        };
    }

    /// <summary>How often a label was read for a wanted one; null is no label.</summary>
    public int Count(string wanted, string? predicted)
    {
        var (row, column) = (IndexOf(Wanted, wanted), IndexOf(Predicted, predicted));
        return row < 0 || column < 0 ? 0 : Counts[row][column];
    }

    /// <summary>How often a label was wanted.</summary>
    public int Total(string wanted) => IndexOf(Wanted, wanted) is var row and >= 0 ? Counts[row].Sum() : 0;

    /// <summary>The share of a wanted label that was read as such, 0 to 1; null where it was never wanted.</summary>
    public double? Recall(string wanted) => Total(wanted) is var total and > 0 ? (double)Count(wanted, wanted) / total : null;

    private static int IndexOf(IReadOnlyList<string?> labels, string? label)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
                return i;
        }

        return -1;
    }
}
