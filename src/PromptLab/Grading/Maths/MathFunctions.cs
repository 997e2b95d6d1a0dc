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
            ["arccot"] = x => Complex.Atan(1 / x),
            ["arcsec"] = x => Complex.Acos(1 / x),
            ["arccsc"] = x => Complex.Asin(1 / x),
            ["ln"] = Complex.Log,
            ["log"] = Complex.Log10,
            ["lg"] = Complex.Log10,
            ["exp"] = Complex.Exp,
            ["sqrt"] = Complex.Sqrt,
            ["abs"] = x => Complex.Abs(x),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Names = (
        "pi infty inf infinity emptyset varnothing alpha beta gamma delta epsilon varepsilon zeta eta theta "
        + "vartheta iota kappa lambda mu nu xi rho sigma "
        + "tau phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega upsilon"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for the name of a function, a constant or a Greek letter.</summary>
    public static bool IsName(string word) => ByName.ContainsKey(word) || Names.Contains(word);

    /// <summary>One spelling of a name: inf is infty, and varphi is phi.</summary>
    public static string OneName(string name) =>
        name switch
        {
            "inf" or "infinity" => "infty",
            "varepsilon" or "vartheta" or "varphi" => name[3..],
            _ => name,
        };

    /// <summary>The function that is written with −1 as an exponent, as sin^{-1} is arcsin; null where that has no fixed meaning.</summary>
    public static string? InverseOf(string function) =>
        function is "sin" or "cos" or "tan" or "cot" or "sec" or "csc" ? $"arc{function}" : null;

    /// <summary>True for a function of an angle, which may be given in degrees.</summary>
    public static bool TakesAngle(string function) => InverseOf(function) is not null;

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
