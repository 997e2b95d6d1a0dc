using System.Collections.Frozen;
using System.Numerics;

namespace PromptLab.Grading.Maths;

/// <summary>The functions and names that formulas may use.</summary>
internal static class MathFunctions
{
    /// <summary>The functions of one argument.</summary>
    public static FrozenDictionary<string, Func<Complex, Complex>> ByName { get; } =
        new Dictionary<string, Func<Complex, Complex>>(StringComparer.Ordinal)
        {
            ["sin"] = Complex.Sin,
            ["cos"] = Complex.Cos,
            ["tan"] = Complex.Tan,
            ["cot"] = x => 1 / Complex.Tan(x),
            ["sec"] = x => 1 / Complex.Cos(x),
            ["csc"] = x => 1 / Complex.Sin(x),
            ["arcsin"] = Complex.Asin,
            ["arccos"] = Complex.Acos,
            ["arctan"] = Complex.Atan,
            ["asin"] = Complex.Asin,
            ["acos"] = Complex.Acos,
            ["atan"] = Complex.Atan,
            ["sinh"] = Complex.Sinh,
            ["cosh"] = Complex.Cosh,
            ["tanh"] = Complex.Tanh,
            ["ln"] = Complex.Log,
            ["log"] = Complex.Log10,
            ["lg"] = Complex.Log10,
            ["exp"] = Complex.Exp,
            ["sqrt"] = Complex.Sqrt,
            ["abs"] = x => Complex.Abs(x),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Names = (
        "pi infty emptyset varnothing alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma "
        + "tau phi varphi chi psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for the name of a function, a constant or a Greek letter.</summary>
    public static bool IsName(string word) => ByName.ContainsKey(word) || Names.Contains(word);

    /// <summary>The value of a constant; null for a variable.</summary>
    public static Complex? ConstantOf(string name) =>
        name switch
        {
            "pi" => Math.PI,
            "e" => Math.E,
            "i" => Complex.ImaginaryOne,
            _ => null,
        };
}
