using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>
/// The cells of one row by column, read as what they should be; what they are not is a problem. A missing column reads
/// as empty.
/// </summary>
internal sealed class ScoreboardCells(IReadOnlyDictionary<string, string> cells, string file, int line, Problems problems)
{
    private delegate bool Reading<T>(string text, out T value);

    /// <summary>The cell's text, or null where it is empty.</summary>
    public string? Text(string column) => cells.GetValueOrDefault(column) is { Length: > 0 } cell ? SpreadsheetText.Restore(cell) : null;

    /// <summary>The cell's text; an empty cell is a problem.</summary>
    public string Required(string column) => Text(column) ?? Refuse(column, $"“{column}” is empty. Fill it in, or delete the row.", "");

    /// <summary>The cell's whole number; an empty cell is a problem.</summary>
    public int RequiredCount(string column) => Count(column) ?? RefuseEmpty<int>(column, "a whole number such as 60");

    public int? Count(string column) =>
        Value<int>(column, "a whole number such as 60", (text, out value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        );

    public long? LongCount(string column) =>
        Value<long>(column, "a whole number such as 41220", (text, out value) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        );

    public double? Number(string column) => Value<double>(column, "a number with a decimal point, such as 0.6833", TryNumber);

    public decimal? Money(string column) =>
        Value<decimal>(column, "a number with a decimal point, such as 0.0251", (text, out value) =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        );

    public bool? Truth(string column) => Value<bool>(column, "true or false", bool.TryParse);

    public DateTimeOffset RequiredTime(string column) =>
        Value<DateTimeOffset>(column, "a time such as 2026-10-02T08:11:40Z", (text, out value) =>
            DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out value
            )
        ) ?? RefuseEmpty<DateTimeOffset>(column, "a time such as 2026-10-02T08:11:40Z");

    public TimeSpan? Milliseconds(string column) => LongCount(column) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    public IReadOnlyList<string> List(string column) =>
        Text(column)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public IReadOnlyList<ScoreboardMetric> Metrics(string column) =>
        [.. List(column).Select(entry => Metric(column, entry)).OfType<ScoreboardMetric>()];

    private ScoreboardMetric? Metric(string column, string entry)
    {
        var equals = entry.LastIndexOf('=');
        if (equals > 0 && equals == entry.Length - 1)
            return new ScoreboardMetric(entry[..equals], null);
        return equals > 0 && TryNumber(entry[(equals + 1)..], out var mean)
            ? new ScoreboardMetric(entry[..equals], mean)
            : Refuse<ScoreboardMetric?>(
                column,
                $"“{entry}” in “{column}” is no grader with its mean. Write it as correctness=0.7250.",
                null
            );
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private T? Value<T>(string column, string wanted, Reading<T> reading)
        where T : struct
    {
        if (Text(column) is not { } text)
            return null;
        return reading(text, out var value) ? value : Refuse<T?>(column, $"“{text}” in “{column}” can't be read. Write {wanted}.", null);
    }

    // A cell that holds something was refused when it was read.
    private T RefuseEmpty<T>(string column, string wanted)
        where T : struct =>
        Text(column) is null ? Refuse<T>(column, $"“{column}” is empty. Write {wanted}, or delete the row.", default) : default;

    private T Refuse<T>(string column, string message, T instead)
    {
        problems.Add(file, line, message);
        return instead;
    }
}
