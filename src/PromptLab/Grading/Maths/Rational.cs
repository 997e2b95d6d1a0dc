using System.Globalization;
using System.Numerics;

namespace PromptLab.Grading.Maths;

/// <summary>An exact fraction in lowest terms, of limited size. Immutable.</summary>
internal readonly record struct Rational
{
    // 3,000 decimal digits: more than any answer has.
    private const long MaxBits = 10_000;
    private const int MaxExponent = 1000;

    private Rational(BigInteger numerator, BigInteger denominator) => (Numerator, Denominator) = (numerator, denominator);

    public BigInteger Numerator { get; }

    /// <summary>Above 0.</summary>
    public BigInteger Denominator { get; }

    public bool IsInteger => Denominator.IsOne;

    public static Rational Of(BigInteger whole) => new(whole, BigInteger.One);

    /// <summary>The fraction; null where the denominator is 0 or the numbers are too large.</summary>
    public static Rational? Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero || numerator.GetBitLength() > MaxBits || denominator.GetBitLength() > MaxBits)
            return null;
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new Rational(numerator / divisor, denominator / divisor);
    }

    /// <summary>A number of digits with at most one point, or as 6.02e23; null if it is too long.</summary>
    public static Rational? Parse(string digits)
    {
        var mark = digits.IndexOfAny(['e', 'E']);
        if (mark >= 0)
            return
                int.TryParse(digits[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                && Math.Abs((long)exponent) <= MaxExponent
                && Parse(digits[..mark]) is { } factor
                && Power(Of(10), Of(exponent)) is { } power
                ? Multiply(factor, power)
                : null;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        return
            digits.Length <= MaxBits / 4
            && BigInteger.TryParse(
                digits.Replace(".", "", StringComparison.Ordinal),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var whole
            )
            ? Of(whole, BigInteger.Pow(10, decimals))
            : null;
    }

    public static Rational? Add(Rational a, Rational b) =>
        Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational? Multiply(Rational a, Rational b) => Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>The quotient; null where the divisor is 0.</summary>
    public static Rational? Divide(Rational a, Rational b) => Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>True if this is at most another.</summary>
    public bool IsAtMost(Rational other) => Numerator * other.Denominator <= other.Numerator * Denominator;

    public Rational Abs() => new(BigInteger.Abs(Numerator), Denominator);

    public Rational Negate() => new(-Numerator, Denominator);

    /// <summary>The power; null where it is not rational, not defined or too large.</summary>
    public static Rational? Power(Rational number, Rational exponent)
    {
        if (!exponent.IsInteger)
            return exponent.Denominator == 2 && Root(number) is { } root ? Power(root, Of(exponent.Numerator)) : null;
        var size = Math.Max(number.Numerator.GetBitLength(), number.Denominator.GetBitLength());
        if (BigInteger.Abs(exponent.Numerator) * size > MaxBits)
            return null;
        var times = (int)BigInteger.Abs(exponent.Numerator);
        var (top, bottom) = (BigInteger.Pow(number.Numerator, times), BigInteger.Pow(number.Denominator, times));
        return exponent.Numerator.Sign >= 0 ? Of(top, bottom) : Of(bottom, top);
    }

    /// <summary>The square root; null where it is not rational.</summary>
    public static Rational? Root(Rational number) =>
        number.Numerator.Sign >= 0 && WholeRoot(number.Numerator) is { } top && WholeRoot(number.Denominator) is { } bottom
            ? Of(top, bottom)
            : null;

    public double ToDouble() =>
        (double)Numerator / (double)Denominator is var quotient && double.IsFinite(quotient)
            ? quotient
            : Math.Exp(BigInteger.Log(BigInteger.Abs(Numerator)) - BigInteger.Log(Denominator)) * Numerator.Sign;

    /// <summary>The fraction as people write it: 7/2, or 3 for a whole number.</summary>
    public override string ToString() => IsInteger ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    private static BigInteger? WholeRoot(BigInteger square)
    {
        if (square.IsZero)
            return square;
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        for (var next = (root + square / root) >> 1; next < root; next = (root + square / root) >> 1)
            root = next;
        return root * root == square ? root : null;
    }
}
