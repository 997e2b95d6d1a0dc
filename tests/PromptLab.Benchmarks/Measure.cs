using System.Globalization;

namespace PromptLab.Benchmarks;

/// <summary>One line of the table: several measurements of one thing, and what they should stay below.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">Its unit: <c>×</c> for a ratio, <c>s</c>, <c>MB</c>.</param>
/// <param name="Values">The measurements.</param>
/// <param name="Limit">What the median should not pass; null where the line is only there to compare with.</param>
internal sealed record Measure(string What, string Unit, IReadOnlyList<double> Values, double? Limit)
{
    public double Median => Values.Order().ElementAt(Values.Count / 2);

    public bool IsKept => Limit is null || Median <= Limit;

    public string ToRow() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {What} | {Values.Min():0.00} | {Median:0.00} | {Values.Max():0.00} | {Unit} | {Limit?.ToString("0.0#", CultureInfo.InvariantCulture) ?? ""} | {(Limit is null ? "" : IsKept ? "kept" : "**missed**")} |"
        );
}
