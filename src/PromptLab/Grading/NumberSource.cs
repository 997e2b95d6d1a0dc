using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// A number in a grader's options: the same for every item, or the value of an item's field, written <c>'{expected.n}'</c>. Immutable.
/// </summary>
internal sealed class NumberSource
{
    private readonly decimal _literal;
    private readonly ValueSource? _reference;

    private NumberSource(decimal literal, ValueSource? reference) => (_literal, _reference) = (literal, reference);

    /// <summary>The number where it is the same for every item; null if each item has its own.</summary>
    public decimal? Literal => _reference is null ? _literal : null;

    /// <summary>A number that is the same for every item.</summary>
    public static NumberSource Of(decimal number) => new(number, null);

    /// <summary>
    /// Reads an option; null if it is absent, or (reported, at its line or at an item's) not a number of the range.
    /// </summary>
    public static NumberSource? Read(GraderSetup setup, YamlMap options, string key, NumberRange range)
    {
        if (options.Text(key) is not { } text)
            return null;
        var reference = new ValueSource(text);
        if (!reference.IsReference)
        {
            if (range.Parse(text) is { } literal)
                return new NumberSource(literal, null);
            options.Problem(key, $"“{key}” takes {range.Words}, or an item's field such as '{{expected.n}}', not “{text}”.");
            return null;
        }

        foreach (var item in setup.Items)
        {
            if (reference.FindMissing(item) is { } missing)
                setup.ReportMissing(item, missing);
            else if (range.Parse(reference.TextFor(item)) is null)
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"“{key}” of the grader “{setup.Id}” is {text}, which is “{reference.TextFor(item)}” in the item “{item.Id}”. It takes {range.Words}."
                );
        }

        return new NumberSource(0, reference);
    }

    /// <summary>The number for an item.</summary>
    public decimal For(EvalItem item) => _reference is null ? _literal : NumberRange.Any.Parse(_reference.TextFor(item)) ?? 0;
}

/// <summary>The numbers that an option takes.</summary>
/// <param name="Minimum">The lowest.</param>
/// <param name="Maximum">The highest.</param>
/// <param name="IsWhole">True if only whole numbers are taken.</param>
internal sealed record NumberRange(decimal Minimum, decimal Maximum, bool IsWhole = false)
{
    /// <summary>Every number.</summary>
    public static NumberRange Any { get; } = new(decimal.MinValue, decimal.MaxValue);

    /// <summary>The whole numbers from 0.</summary>
    public static NumberRange Counts { get; } = new(0, int.MaxValue, IsWhole: true);

    /// <summary>The shares and scores.</summary>
    public static NumberRange Shares { get; } = new(0, 1);

    /// <summary>The numbers from 0.</summary>
    public static NumberRange Amounts { get; } = new(0, decimal.MaxValue);

    /// <summary>What is taken, for messages: <c>a whole number from 0</c>.</summary>
    public string Words
    {
        get
        {
            var kind = IsWhole ? "a whole number" : "a number";
            var from = Minimum == decimal.MinValue ? "" : string.Create(CultureInfo.InvariantCulture, $" from {Minimum}");
            var to = Maximum is decimal.MaxValue or int.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" to {Maximum}");
            return kind + from + to;
        }
    }

    /// <summary>The number that a text is; null if it is none, or out of the range.</summary>
    public decimal? Parse(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number >= Minimum
        && number <= Maximum
        && (!IsWhole || number == decimal.Truncate(number))
            ? number
            : null;
}
