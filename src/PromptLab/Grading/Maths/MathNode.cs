using System.Numerics;

namespace PromptLab.Grading.Maths;

/// <summary>A part of a parsed formula. Immutable.</summary>
internal abstract record MathNode;

/// <summary>An exact number.</summary>
internal sealed record NumberNode(Rational Value) : MathNode;

/// <summary>A constant or a variable.</summary>
internal sealed record NameNode(string Name) : MathNode;

/// <summary>A function of one argument.</summary>
internal sealed record CallNode(string Function, MathNode Argument) : MathNode;

/// <summary>
/// An operation on two parts: + - * / ^, root (the second is the order), log (the second is the base), binom, or ! of the first.
/// </summary>
internal sealed record OperationNode(string Operator, MathNode Left, MathNode Right) : MathNode;

/// <summary>Several values: a tuple, an interval, a set, or a list without brackets, whose brackets are empty.</summary>
internal sealed record CollectionNode(string Open, string Close, IReadOnlyList<MathNode> Items) : MathNode
{
    /// <summary>True where the order of the values makes no difference.</summary>
    public bool IsUnordered => Open is "{" or "" or "∪";
}

/// <summary>An equation or inequality; a chain such as 1 &lt; x ≤ 3 has several relations.</summary>
internal sealed record RelationNode(IReadOnlyList<MathNode> Sides, IReadOnlyList<string> Relations) : MathNode
{
    /// <summary>True if all its relations are equalities.</summary>
    public bool IsEquation => Relations.All(relation => relation == "=");
}

/// <summary>Values of formulas: exact where they are rational, else as complex numbers.</summary>
internal static class MathValue
{
    private const int MaxFactorial = 170;

    /// <summary>The exact value; null where there is none, or it is not rational.</summary>
    public static Rational? Exact(MathNode node) =>
        node switch
        {
            NumberNode number => number.Value,
            CallNode { Function: "abs" } call => Exact(call.Argument) is { } value
                ? value.Numerator.Sign < 0
                    ? value.Negate()
                    : value
                : null,
            CallNode { Function: "sqrt" } call => Exact(call.Argument) is { } value ? Rational.Root(value) : null,
            OperationNode operation => Exact(operation.Left) is { } left && Exact(operation.Right) is { } right
                ? Exact(operation.Operator, left, right)
                : null,
            _ => null,
        };

    /// <summary>The value with values for the variables; not finite where there is none.</summary>
    public static MathNumber At(MathNode node, IReadOnlyDictionary<string, double> variables) =>
        node switch
        {
            NumberNode number => MathNumber.Of(number.Value.ToDouble()),
            NameNode name => MathFunctions.ConstantOf(name.Name) is { } constant ? MathNumber.Of(constant)
            : variables.TryGetValue(name.Name, out var value) ? MathNumber.Of(value)
            : MathNumber.None,
            CallNode call => MathNumber.Of(MathFunctions.ByName[call.Function], At(call.Argument, variables)),
            OperationNode operation => MathNumber.Of(
                (left, right) => Apply(operation.Operator, left, right),
                At(operation.Left, variables),
                At(operation.Right, variables)
            ),
            _ => MathNumber.None,
        };

    /// <summary>The variables of a formula.</summary>
    public static IEnumerable<string> VariablesOf(MathNode node) =>
        node switch
        {
            NameNode name => MathFunctions.ConstantOf(name.Name) is null ? [name.Name] : [],
            CallNode call => VariablesOf(call.Argument),
            OperationNode operation => VariablesOf(operation.Left).Concat(VariablesOf(operation.Right)),
            CollectionNode collection => collection.Items.SelectMany(VariablesOf),
            RelationNode relation => relation.Sides.SelectMany(VariablesOf),
            _ => [],
        };

    private static Rational? Exact(string sign, Rational left, Rational right) =>
        sign switch
        {
            "+" => Rational.Add(left, right),
            "-" => Rational.Add(left, right.Negate()),
            "*" => Rational.Multiply(left, right),
            "/" => Rational.Divide(left, right),
            "^" => Rational.Power(left, right),
            "root" => right.Numerator == 2 && right.IsInteger ? Rational.Root(left) : null,
            "!" => left.IsInteger && left.Numerator >= 0 && left.Numerator <= MaxFactorial
                ? Rational.Of(Product(1, (int)left.Numerator))
                : null,
            "binom" => Binomial(left, right),
            _ => null,
        };

    private static Complex Apply(string sign, Complex left, Complex right) =>
        sign switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            "^" => Power(left, right),
            "root" => Root(left, right),
            "log" => Complex.Log(left) / Complex.Log(right),
            _ => new Complex(double.NaN, 0),
        };

    // Real where it is real: Complex.Pow(−2, 2) has a tiny imaginary part.
    private static Complex Power(Complex number, Complex exponent) =>
        number.Imaginary == 0 && exponent.Imaginary == 0 && (number.Real >= 0 || Math.Floor(exponent.Real) == exponent.Real)
            ? Math.Pow(number.Real, exponent.Real)
            : Complex.Pow(number, exponent);

    // An odd root of a negative number is negative.
    private static Complex Root(Complex number, Complex order) =>
        number is { Imaginary: 0, Real: < 0 } && order.Imaginary == 0 && Math.Abs(order.Real % 2) == 1
            ? -Math.Pow(-number.Real, 1 / order.Real)
            : Power(number, 1 / order);

    private static Rational? Binomial(Rational of, Rational take)
    {
        if (!of.IsInteger || !take.IsInteger || take.Numerator < 0 || take.Numerator > of.Numerator || of.Numerator > MaxFactorial)
            return null;
        var (n, k) = ((int)of.Numerator, (int)take.Numerator);
        return Rational.Of(Product(n - k + 1, n) / Product(1, k));
    }

    private static BigInteger Product(int from, int to)
    {
        var product = BigInteger.One;
        for (var factor = from; factor <= to; factor++)
            product *= factor;
        return product;
    }
}
