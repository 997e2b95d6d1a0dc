using System.Text.RegularExpressions;

namespace PromptLab.Grading.Maths;

/// <summary>An equation that is wanted: which numbers its left side uses, and what it comes to.</summary>
/// <param name="Numbers">The numbers, each as often as it is to be used.</param>
/// <param name="IsOrdered">True if they must stand in this order.</param>
/// <param name="Value">What the left side comes to.</param>
internal sealed partial record EquationRule(IReadOnlyList<Rational> Numbers, bool IsOrdered, Rational Value)
{
    /// <summary>
    /// The rule of an equation such as <c>19 - 8 * 28 = -205</c>, whose signs may be question marks, so that any signs do; null if it
    /// is none.
    /// </summary>
    public static EquationRule? Of(string equation)
    {
        var sides = equation.Split('=');
        return sides.Length == 2 && NumbersIn(sides[0]) is { Count: > 0 } numbers && ValueOf(sides[1]) is { } value
            ? new EquationRule(numbers, IsOrdered: true, value)
            : null;
    }

    /// <summary>The rule that these numbers, in any order, come to a value; null if there are none.</summary>
    public static EquationRule? Of(string numbers, string value) =>
        NumbersIn(numbers) is { Count: > 0 } all && ValueOf(value) is { } result ? new EquationRule(all, IsOrdered: false, result) : null;

    /// <summary>The value of a calculation; null if it is none, or divides by 0.</summary>
    public static Rational? ValueOf(string calculation) =>
        MathParser.ParseArithmetic(calculation) is { } node ? MathValue.Exact(node) : null;

    /// <summary>The numbers in a text without signs, in order.</summary>
    public static IReadOnlyList<Rational> NumbersIn(string text) =>
        [.. Number().Matches(text).Select(match => Rational.Parse(match.Value)).OfType<Rational>()];

    /// <summary>True if these are the wanted numbers.</summary>
    public bool HasNumbers(IReadOnlyList<Rational> numbers) =>
        IsOrdered ? Numbers.SequenceEqual(numbers) : Sorted(Numbers).SequenceEqual(Sorted(numbers));

    private static IEnumerable<Rational> Sorted(IReadOnlyList<Rational> numbers) =>
        numbers.OrderBy(number => number.ToDouble()).ThenBy(number => number.Numerator);

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
