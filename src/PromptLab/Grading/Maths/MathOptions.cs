using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading.Maths;

/// <summary>The options of <c>math</c>.</summary>
/// <param name="IsEquation">True with <c>mode: equation</c>.</param>
/// <param name="Numbers">The numbers to use in any order; null where they are those of the wanted equation, in its order.</param>
/// <param name="Operators">The only signs that an equation may have besides digits; null for all.</param>
/// <param name="Tolerance">How far numbers may lie apart.</param>
internal sealed record MathOptions(bool IsEquation, ValueSource? Numbers, string? Operators, ToleranceSource Tolerance)
{
    private const string NumbersKey = "numbers";
    private const string OperatorsKey = "operators";
    private const string ToleranceKey = "tolerance";

    public bool HasNumbers => Numbers is not null;

    public static MathOptions Read(GraderSetup setup)
    {
        var options = setup.Options;
        var isEquation = options.Choice("mode", "value", "equation") == "equation";
        foreach (var key in new[] { NumbersKey, OperatorsKey }.Where(key => options.Has(key) && !isEquation))
            options.Problem(key, $"“{key}” goes with “mode: equation”, and the grader “{setup.Id}” (math) compares values.");
        if (isEquation && options.Has(ToleranceKey))
            options.Problem(
                ToleranceKey,
                $"“tolerance” does not go with “mode: equation”: the grader “{setup.Id}” (math) computes exactly."
            );
        return new MathOptions(
            isEquation,
            isEquation && options.Text(NumbersKey) is not null ? setup.ReadValue(NumbersKey) : null,
            options.Text(OperatorsKey),
            ToleranceSource.Read(setup)
        );
    }

    /// <summary>True if an item has all that the options name.</summary>
    public bool IsComplete(EvalItem item) => Numbers?.FindMissing(item) is null;

    /// <summary>The equation that is wanted of an item; null if it can't be read.</summary>
    public EquationRule? RuleFor(EvalItem item, string value) =>
        Numbers is null ? EquationRule.Of(value) : EquationRule.Of(Numbers.TextFor(item), value);

    /// <summary>The first sign of an equation that is not allowed; null if there is none.</summary>
    public char? FindOtherSign(string equation) =>
        Operators is null
            ? null
            : equation
                .Select(c => (char?)c)
                .FirstOrDefault(c =>
                    !(
                        char.IsDigit(c!.Value)
                        || char.IsWhiteSpace(c.Value)
                        || c is '.'
                        || Operators.Contains(c.Value, StringComparison.Ordinal)
                    )
                );

    public MathComparer ComparerFor(EvalItem item, WorkBudget budget) =>
        new(Exact(Tolerance.Absolute?.For(item)), Exact(Tolerance.Relative?.For(item)), budget);

    private static Rational Exact(decimal? amount) =>
        Rational.Parse((amount ?? 0).ToString(CultureInfo.InvariantCulture)) ?? Rational.Of(0);
}
