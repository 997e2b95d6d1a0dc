using System.Text.Json.Serialization;

namespace PromptLab.Grading;

/// <summary>How often each label was predicted for each expected label. Immutable.</summary>
public sealed record ConfusionMatrix
{
    /// <summary>The expected labels, sorted: the rows.</summary>
    [JsonPropertyName("wanted")]
    public required IReadOnlyList<string> Expected { get; init; }

    /// <summary>The predicted labels, sorted: the columns. Null comes last, if a response named no label.</summary>
    public required IReadOnlyList<string?> Predicted { get; init; }

    /// <summary>The counts, one row per expected label.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Counts { get; init; }

    /// <summary>Counts pairs of an expected and a predicted label; null if the response named no label.</summary>
    internal static ConfusionMatrix Of(IEnumerable<(string Expected, string? Predicted)> pairs)
    {
        var all = pairs.ToList();
        var expected = all.Select(pair => pair.Expected).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var read = all.Select(pair => pair.Predicted)
            .OfType<string>()
            .Concat(expected)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        List<string?> predicted = [.. read, .. all.Exists(pair => pair.Predicted is null) ? new string?[] { null } : []];
        return new ConfusionMatrix
        {
            Expected = expected,
            Predicted = predicted,
            Counts =
            [
                .. expected.Select(row =>
                    predicted.Select(column => all.Count(pair => pair.Expected == row && pair.Predicted == column)).ToList()
                ),
            ],
        };
    }

    /// <summary>How often a label was predicted for an expected one; 0 for unknown labels. Null means no label.</summary>
    public int Count(string expected, string? predicted)
    {
        var (row, column) = (IndexOf(Expected, expected), IndexOf(Predicted, predicted));
        return row < 0 || column < 0 ? 0 : Counts[row][column];
    }

    /// <summary>How often a label was expected; 0 for unknown labels.</summary>
    public int Total(string expected) => IndexOf(Expected, expected) is var row and >= 0 ? Counts[row].Sum() : 0;

    /// <summary>The share of correct predictions for an expected label, from 0 to 1; null if it was never expected.</summary>
    public double? Recall(string expected) => Total(expected) is var total and > 0 ? (double)Count(expected, expected) / total : null;

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
