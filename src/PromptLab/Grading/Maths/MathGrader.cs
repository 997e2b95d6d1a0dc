using PromptLab.EvalSets;

namespace PromptLab.Grading.Maths;

/// <summary>
/// <c>math</c>: passes if the formula in the text is equal to the value: as a number, an expression, an equation, a tuple, an
/// interval or a set. With <c>mode: equation</c> it passes if an equation of the wanted numbers holds.
/// </summary>
internal sealed class MathGrader(ResponseReader reader, ValueSource value, MathOptions options) : ISynchronousGrader
{
    private const int MaxEquations = 1000;

    private static readonly ReasonCode Equal = ReasonCode.Right("math.equal");
    private static readonly ReasonCode Different = ReasonCode.Wrong("math.different", ["task", "examples"], "Another value is stated.");
    private static readonly ReasonCode NotFound = ReasonCode.Wrong("math.not-found", ["format"], "The response states no formula.");
    private static readonly ReasonCode NotEquation = ReasonCode.Wrong(
        "math.not-equation",
        ["format"],
        "The response is no equation of numbers: say in which form it is wanted."
    );
    private static readonly ReasonCode OtherNumbers = ReasonCode.Wrong(
        "math.other-numbers",
        ["constraints"],
        "The equation does not use the given numbers, each once, in the wanted order."
    );
    private static readonly ReasonCode OtherSigns = ReasonCode.Wrong(
        "math.other-signs",
        ["constraints"],
        "The equation uses signs that are not allowed."
    );
    private static readonly ReasonCode Unsure = ReasonCode.Undecided("math.unsure");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Equal, Different, NotFound, NotEquation, OtherNumbers, OtherSigns, Unsure];

    public string Name => "math";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var value = setup.ReadValue();
        var options = MathOptions.Read(setup);
        foreach (var item in setup.Items.Where(item => options.IsComplete(item) && value.FindMissing(item) is null))
        {
            var text = value.TextFor(item);
            if (options.IsEquation ? options.RuleFor(item, text) is null : MathText.FormulaOf(text, MathNames.Wanted) is null)
                setup.Problems.Add(item.File, item.Line, Unreadable(setup, options, item, text));
        }

        return new MathGrader(setup.CreateReader(), value, options);
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        context.Budget.Spend(text.Length);
        var wanted = value.TextFor(context.Item);
        return options.IsEquation ? GradeEquations(text, options.RuleFor(context.Item, wanted)) : GradeFormula(context, text, wanted);
    }

    private Score GradeFormula(GradingContext context, string text, string wantedText)
    {
        if (MathText.FormulaOf(wantedText, MathNames.Wanted) is not { } wanted)
            return Score.Undecided(Unsure, $"The wanted formula can't be read: {Quote.Of(wantedText)}.");
        if (text.Trim() == wantedText.Trim())
            return Score.Of(1, Equal, $"It is {Quote.Of(text)}.");
        if (MathText.FormulaOf(text, MathNames.OfResponse(wanted)) is not { } found)
            return MathText.HasFormula(text)
                ? Score.Undecided(Unsure, $"The formula can't be read: {Quote.Of(text)}.")
                : Score.Of(0, NotFound, $"There is no formula in {Quote.Of(text)}.");
        return options.ComparerFor(context.Item, context.Budget).AreEqual(wanted, found) switch
        {
            true => Score.Of(1, Equal, $"{Quote.Of(text)} is equal to {Quote.Of(wantedText)}."),
            false => Score.Of(0, Different, $"{Quote.Of(text)} is not equal to {Quote.Of(wantedText)}."),
            _ => Score.Undecided(
                Unsure,
                $"Whether {Quote.Of(text)} is equal to {Quote.Of(wantedText)} can't be told: it is too large, or has no value."
            ),
        };
    }

    // Where there are several lines, each must be right.
    private Score GradeEquations(string text, EquationRule? rule)
    {
        if (rule is null)
            return Score.Undecided(Unsure, "The wanted equation can't be read.");
        var lines = text.ReplaceLineEndings("\n")
            .Split('\n')
            .Where(line => !string.IsNullOrWhiteSpace(line))
            .DefaultIfEmpty("")
            .Take(MaxEquations);
        var scores = lines.Select(line => GradeEquation(line, rule)).ToList();
        return scores.Find(score => score.Value != 1) ?? scores[0];
    }

    private Score GradeEquation(string text, EquationRule rule)
    {
        var sides = MathText.WithoutMarkup(text.Trim().TrimEnd('.')).TrimEnd('.').Split('=');
        if (options.FindOtherSign(sides[0]) is { } sign)
            return Score.Of(0, OtherSigns, $"It uses “{sign}”, and only {Quote.Of(options.Operators ?? "")} is allowed: {Quote.Of(text)}.");
        if (MathParser.ParseArithmetic(sides[0]) is not { } left)
            return Score.Of(0, NotEquation, $"It is no equation of numbers: {Quote.Of(text)}.");
        var numbers = EquationRule.NumbersIn(sides[0]);
        if (!rule.HasNumbers(numbers))
            return Score.Of(
                0,
                OtherNumbers,
                $"It uses {Quote.Of(string.Join(", ", numbers))}, and should use {Quote.Of(string.Join(", ", rule.Numbers))}{(rule.IsOrdered ? " in this order" : "")}."
            );
        if (MathValue.Exact(left) is not { } result)
            return Score.Of(0, Different, $"{Quote.Of(sides[0].Trim())} has no value that can be computed.");
        if (result != rule.Value)
            return Score.Of(0, Different, $"{Quote.Of(sides[0].Trim())} is {Quote.Of(result.ToString())}, not {rule.Value}.");
        var wrong = sides.Skip(1).FirstOrDefault(side => EquationRule.ValueOf(side) != rule.Value);
        return wrong is null
            ? Score.Of(1, Equal, $"{Quote.Of(sides[0].Trim())} is {rule.Value}.")
            : Score.Of(0, Different, $"{Quote.Of(sides[0].Trim())} is {rule.Value}, and the response says {Quote.Of(wrong.Trim())}.");
    }

    private static string Unreadable(GraderSetup setup, MathOptions options, EvalItem item, string text) =>
        options switch
        {
            { IsEquation: false } =>
                $"The grader “{setup.Id}” (math) can't read {Quote.Of(text)} of the item “{item.Id}”. Write a number, an expression, an equation, a tuple, an interval or a set, as in LaTeX or as 2*x^2.",
            { HasNumbers: true } =>
                $"The grader “{setup.Id}” (math) needs a number and “numbers” with at least one, and the item “{item.Id}” has {Quote.Of(text)}. Write value: 24 and numbers: '{{puzzle}}'.",
            _ =>
                $"The grader “{setup.Id}” (math) needs an equation such as 2 + 3 * 4 = 14, and {Quote.Of(text)} of the item “{item.Id}” is none.",
        };
}
