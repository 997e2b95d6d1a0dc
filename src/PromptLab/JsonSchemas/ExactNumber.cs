using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>
/// A JSON number without loss: a sign and digits × 10^power, the digits without zeros at their ends. So 1.0 is an integer, and
/// 0.3 is a multiple of 0.1.
/// </summary>
internal readonly struct ExactNumber
{
    // Larger exponents are clamped to this one, which leaves room for the digits in a long.
    private const long MaxPower = 1_000_000_000_000_000;
    private const int SquaredDigitsPerStep = 1000;

    private readonly string _digits; // empty for 0
    private readonly long _power;

    private ExactNumber(bool isNegative, string digits, long power)
    {
        var trimmed = digits.TrimEnd('0');
        _power = trimmed.Length == 0 ? 0 : power + digits.Length - trimmed.Length;
        _digits = trimmed.TrimStart('0');
        IsNegative = isNegative && _digits.Length > 0;
    }

    public bool IsInteger => _power >= 0;

    public bool IsNegative { get; }

    public bool IsPositive => !IsNegative && _digits.Length > 0;

    /// <summary>The number of a JSON value; null if it is not a number.</summary>
    public static ExactNumber? Of(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            return null;
        var text = value.ToJsonString();
        var e = text.IndexOfAny(['e', 'E']);
        var power = e < 0 ? 0 : PowerOf(text.AsSpan(e + 1));
        var digits = (e < 0 ? text : text[..e]).TrimStart('-');
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
            power -= digits.Length - point - 1;
        return new ExactNumber(text[0] == '-', digits.Replace(".", "", StringComparison.Ordinal), power);
    }

    /// <summary>True if this number is a whole multiple of another one, which is not 0.</summary>
    public bool IsMultipleOf(ExactNumber other, WorkBudget budget)
    {
        if (_digits.Length == 0)
            return true;
        // No digit at the end of this number is 0, so ten does not divide it.
        if (other._digits.Length == 0 || _power < other._power)
            return false;
        var length = (long)Math.Max(_digits.Length, other._digits.Length);
        budget.Spend(1 + (length * length / SquaredDigitsPerStep));
        var divisor = BigInteger.Parse(other._digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var digits = BigInteger.Parse(_digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return (digits % divisor * BigInteger.ModPow(10, _power - other._power, divisor) % divisor).IsZero;
    }

    /// <summary>Negative, 0 or positive if this number is less than, equal to or greater than the other.</summary>
    public int Compare(ExactNumber other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var magnitude = (_digits.Length + _power).CompareTo(other._digits.Length + other._power);
        return Sign * (magnitude != 0 ? magnitude : string.CompareOrdinal(_digits, other._digits));
    }

    /// <summary>The same text for equal numbers, and different ones for different numbers.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : "")}{(_digits.Length == 0 ? "0" : _digits)}e{_power}");

    private int Sign =>
        _digits.Length == 0 ? 0
        : IsNegative ? -1
        : 1;

    private static long PowerOf(ReadOnlySpan<char> exponent)
    {
        if (long.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
            return Math.Clamp(power, -MaxPower, MaxPower);
        return exponent[0] == '-' ? -MaxPower : MaxPower;
    }
}
