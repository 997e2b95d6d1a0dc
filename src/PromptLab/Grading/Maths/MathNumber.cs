using System.Numerics;

namespace PromptLab.Grading.Maths;

/// <summary>A computed value, and how far rounding may have put it off.</summary>
/// <param name="Value">The value; not finite where there is none.</param>
/// <param name="Error">How far it may be off.</param>
internal readonly record struct MathNumber(Complex Value, double Error)
{
    private const double Step = 1e-14; // some times the distance of two doubles

    public static MathNumber None { get; } = new(new Complex(double.NaN, 0), 0);

    public bool IsFinite => double.IsFinite(Value.Real) && double.IsFinite(Value.Imaginary);

    public static MathNumber Of(Complex value) => new(value, Step * Complex.Abs(value));

    /// <summary>The value of a function, whose error is seen by moving its argument by its own error.</summary>
    public static MathNumber Of(Func<Complex, Complex> function, MathNumber argument)
    {
        var value = function(argument.Value);
        return new(value, Step * Complex.Abs(value) + Moved(function(argument.Value + argument.Error), value));
    }

    public static MathNumber Of(Func<Complex, Complex, Complex> operation, MathNumber left, MathNumber right)
    {
        var value = operation(left.Value, right.Value);
        var error =
            Moved(operation(left.Value + left.Error, right.Value), value) + Moved(operation(left.Value, right.Value + right.Error), value);
        return new(value, Step * Complex.Abs(value) + error);
    }

    private static double Moved(Complex value, Complex from) =>
        Complex.Abs(value - from) is var distance && double.IsFinite(distance) ? distance : 0;
}
