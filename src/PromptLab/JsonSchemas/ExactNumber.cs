using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>A JSON number without loss: digits × 10^power. So 1.0 is an integer, and 0.3 is a multiple of 0.1.</summary>
internal readonly struct ExactNumber
{
    private const int MaxPower = 5000; // larger exponents are clamped to this one

    private readonly BigInteger _digits;
    private readonly int _power;

    private ExactNumber(BigInteger digits, int power)
    {
        while (!digits.IsZero && power < 0 && digits % 10 == 0)
            (digits, power) = (digits / 10, power + 1);
        _digits = digits;
        _power = digits.IsZero ? 0 : power;
    }

    public bool IsInteger => _power >= 0;

    public bool IsNegative => _digits.Sign < 0;

    public bool IsPositive => _digits.Sign > 0;

    /// <summary>The number of a JSON value; null if it is not a number.</summary>
    public static ExactNumber? Of(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            return null;
        var text = value.ToJsonString();
        var e = text.IndexOfAny(['e', 'E']);
        var power =
            e < 0 ? 0
            : int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                ? Math.Clamp(exponent, -MaxPower, MaxPower)
            : MaxPower;
        var digits = e < 0 ? text : text[..e];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
            power -= digits.Length - point - 1;
        return new ExactNumber(
            BigInteger.Parse(
                digits.Replace(".", "", StringComparison.Ordinal),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture
            ),
            power
        );
    }

    public bool IsMultipleOf(ExactNumber other)
    {
        var (a, b) = ToCommonPower(this, other);
        return !b.IsZero && (a % b).IsZero;
    }

    /// <summary>Negative, 0 or positive if this number is less than, equal to or greater than the other.</summary>
    public int Compare(ExactNumber other)
    {
        var (a, b) = ToCommonPower(this, other);
        return a.CompareTo(b);
    }

    private static (BigInteger, BigInteger) ToCommonPower(ExactNumber a, ExactNumber b)
    {
        var power = Math.Min(a._power, b._power);
        return (a._digits * BigInteger.Pow(10, a._power - power), b._digits * BigInteger.Pow(10, b._power - power));
    }
}
