using System.Globalization;

namespace PromptLab.Results;

/// <summary>
/// One cell of a row, read as what its column holds. Each method gives null, and tells of a problem, where the cell is
/// empty or is something else.
/// </summary>
/// <param name="column">The column's name.</param>
/// <param name="cell">The cell as the file has it.</param>
/// <param name="refuse">Takes the problems, a sentence each; null where they are passed over.</param>
internal readonly struct ScoreboardCell(string column, string cell, Action<string>? refuse)
{
    private readonly string _text = SpreadsheetText.Restore(cell);

    private delegate bool Reading<T>(string text, out T value);

    public string? Text()
    {
        if (_text.Length > 0)
            return _text;
        refuse?.Invoke($"“{column}” is empty. Fill it in, or delete the row.");
        return null;
    }

    public int? Count() =>
        Value<int>("a whole number such as 60", (text, out value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        );

    public long? LongCount() =>
        Value<long>("a whole number such as 41220", (text, out value) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        );

    public double? Number() => Value<double>("a number with a decimal point, such as 0.6833", TryNumber);

    public decimal? Money() =>
        Value<decimal>("a number with a decimal point, such as 0.0251", (text, out value) =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        );

    public bool? Truth() => Value<bool>("true or false", bool.TryParse);

    public DateTimeOffset? Time() =>
        Value<DateTimeOffset>("a time such as 2026-10-02T08:11:40Z", (text, out value) =>
            DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out value
            )
        );

    public TimeSpan? Milliseconds() => LongCount() is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    public IReadOnlyList<string> List() => _text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<ScoreboardMetric> Metrics() => [.. List().Select(Metric).OfType<ScoreboardMetric>()];

    private ScoreboardMetric? Metric(string entry)
    {
        var equals = entry.LastIndexOf('=');
        if (equals > 0 && equals == entry.Length - 1)
            return new ScoreboardMetric(entry[..equals], null);
        if (equals > 0 && TryNumber(entry[(equals + 1)..], out var mean))
            return new ScoreboardMetric(entry[..equals], mean);
        refuse?.Invoke($"“{entry}” in “{column}” is no grader with its mean. Write it as correctness=0.7250.");
        return null;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private T? Value<T>(string wanted, Reading<T> reading)
        where T : struct
    {
        if (reading(_text, out var value))
            return value;
        refuse?.Invoke(
            _text.Length == 0
                ? $"“{column}” is empty. Write {wanted}, or delete the row."
                : $"“{_text}” in “{column}” can't be read. Write {wanted}."
        );
        return null;
    }
}
