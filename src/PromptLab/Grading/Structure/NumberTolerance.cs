using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.Grading.Structure;

/// <summary>How far the numbers of two JSON values may lie apart. Immutable.</summary>
/// <param name="Absolute">The largest allowed difference; null for none.</param>
/// <param name="Relative">The largest allowed difference as a share of the wanted number; null for none.</param>
internal sealed record NumberTolerance(decimal? Absolute, decimal? Relative)
{
    public static NumberTolerance None { get; } = new(null, null);

    /// <summary>True if a number lies within the tolerance of the wanted one. Exact up to 28 digits, else in double precision.</summary>
    public bool Allows(JsonNode wanted, JsonNode found)
    {
        if (Absolute is null && Relative is null)
            return false;
        if (TryDecimal(wanted, out var one) && TryDecimal(found, out var other))
        {
            try
            {
                var apart = Math.Abs(one - other);
                return apart <= Absolute || apart <= Relative * Math.Abs(one);
            }
            catch (OverflowException)
            {
                // beyond a decimal
            }
        }

        var (first, second) = (DoubleOf(wanted), DoubleOf(found));
        var difference = Math.Abs(first - second);
        return double.IsFinite(difference) && (difference <= (double?)Absolute || difference <= (double?)Relative * Math.Abs(first));
    }

    private static bool TryDecimal(JsonNode node, out decimal value) =>
        decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static double DoubleOf(JsonNode node) =>
        double.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
