using System.Collections.Frozen;

namespace PromptLab.Grading.Maths;

/// <summary>Which words of a formula are variables, functions or units.</summary>
/// <remarks>“5 cm” is 5, but “5xy” is not: where a word may be either, the variables of the wanted answer decide.</remarks>
internal sealed class MathNames
{
    private const int ShortestWord = 3;

    private static readonly FrozenSet<string> Units = (
        "cm mm km nm dm m s h g kg mg t l L ml mL dl cl ft in lb lbs oz hr hrs min sec mi yd mph kph kmh W kW kWh V A mA N J kJ K C F Hz kHz MHz "
        + "Pa kPa mol USD EUR GBP dollars euros cents units square cubic degrees"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string>? _variables;

    private MathNames(IEnumerable<string>? variables) => _variables = variables?.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of a wanted answer, whose letters are variables.</summary>
    public static MathNames Wanted { get; } = new(null);

    /// <summary>The words of a response, whose variables are those of the wanted answer.</summary>
    public static MathNames OfResponse(MathNode wanted) => new(MathValue.VariablesOf(wanted));

    /// <summary>True for a unit after a value.</summary>
    public bool IsUnit(MathToken word, bool isLast)
    {
        if (!isLast || MathFunctions.IsName(word.Text) || MathFunctions.ConstantOf(word.Text) is not null)
            return false;
        if (_variables is not null && word.Text.All(letter => _variables.Contains(letter.ToString())))
            return false;
        var isKnown =
            Units.Contains(word.Text) && (word.AfterBlank || word.Text.Length > 1) && (_variables is not null || word.Text.Length > 1);
        return isKnown || (word.AfterBlank && word.Text.Length >= ShortestWord && !word.Text.StartsWith("and", StringComparison.Ordinal));
    }

    /// <summary>The names that stand in a word: a function before its argument, or a product of variables.</summary>
    public static IReadOnlyList<string> Split(string word)
    {
        if (word.Length == 1 || MathFunctions.IsName(word))
            return [word];
        var prefix = MathFunctions
            .ByName.Keys.Append("pi")
            .Where(name => word.StartsWith(name, StringComparison.Ordinal))
            .MaxBy(name => name.Length);
        return prefix is null ? [.. word.Select(letter => letter.ToString())] : [prefix, .. Split(word[prefix.Length..])];
    }
}
