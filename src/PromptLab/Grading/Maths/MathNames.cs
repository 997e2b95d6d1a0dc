using System.Collections.Frozen;

namespace PromptLab.Grading.Maths;

/// <summary>Which words of a formula are variables, functions or units.</summary>
/// <remarks>“5 cm” is 5, but “5xy” is not: where a word may be either, the variables of the wanted answer decide.</remarks>
internal sealed class MathNames
{
    private const int ShortestPlural = 4;
    private const int ShortestScale = 4;
    private const int LongestProduct = 3;

    private static readonly FrozenSet<string> Units = SetOf(
        "cm mm km nm dm m s h g kg mg t l L ml mL dl cl ft in lb lbs oz hr hrs min sec mi yd mph kph kmh W "
            + "kW kWh V A mA N J kJ K C F Hz kHz MHz "
            + "Pa kPa mol USD EUR GBP dollar euro cent unit square sq cubic degree deg radian rad percent per foot "
            + "feet inch inches meter metre "
            + "kilometer kilometre centimeter centimetre millimeter millimetre mile yard gram kilogram liter litre "
            + "hour minute second day week "
            + "month year people children men women person child item point"
    );

    // Words that look like the plural of a thing, and change the value or have none.
    private static readonly FrozenSet<string> NoThings = SetOf(
        "times plus minus less unless this does besides always perhaps sometimes towards afterwards across "
            + "various versus whereas pairs couples "
            + "trios scores decades quarters tens ones twos threes fours fives negatives squares cubes roots factors powers multiples "
            + "percents halves doubles triples inverses reciprocals logs"
    );

    // Short words of English that are no products.
    private static readonly FrozenSet<string> Words = SetOf(
        "of to at is in on no as by if so an be we he it me my do go up us am per the and for not are was "
            + "but you all any one two six ten can has "
            + "had yes via or"
    );

    private readonly FrozenSet<string>? _variables;

    private MathNames(IEnumerable<string>? variables) => _variables = variables?.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of a wanted answer, whose letters are variables.</summary>
    public static MathNames Wanted { get; } = new(null);

    /// <summary>The words of a response, whose variables are those of the wanted answer.</summary>
    public static MathNames OfResponse(MathNode wanted) => new(MathValue.VariablesOf(wanted));

    /// <summary>True for a unit after a value, or the plural of a thing that is counted.</summary>
    public bool IsUnit(MathToken word, bool isLast)
    {
        if (!isLast || MathFunctions.IsName(word.Text) || MathFunctions.ConstantOf(word.Text) is not null)
            return false;
        if (_variables is not null && word.Text.All(letter => _variables.Contains(letter.ToString())))
            return false;
        return Units.Contains(word.Text)
            ? word.Text.Length > 1 || (word.AfterBlank && _variables is not null)
            : word.AfterBlank && IsPlural(word.Text);
    }

    /// <summary>What a word such as “million” multiplies the number before it by; null where that is not clear.</summary>
    public static Rational? ScaleOf(string word)
    {
        if (word.Length < ShortestScale)
            return null;
        var scale = NumberScale.Read($" {word}", 0, hasCurrency: false, 2);
        return scale is { End: > 0, Factor: { } factor } ? Rational.Of((System.Numerics.BigInteger)factor) : null;
    }

    /// <summary>
    /// The names that stand in a word: a function before its argument, or a product of variables; null where it is more likely a word.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="isAlone">True if the formula has nothing else.</param>
    public IReadOnlyList<string>? Split(string word, bool isAlone)
    {
        if (word.Length == 1 || MathFunctions.IsName(word))
            return [MathFunctions.OneName(word)];
        var prefix = MathFunctions
            .ByName.Keys.Append("pi")
            .Where(name => word.StartsWith(name, StringComparison.Ordinal))
            .MaxBy(name => name.Length);
        if (prefix is not null)
            return Split(word[prefix.Length..], isAlone) is { } rest ? [prefix, .. rest] : null;
        return IsProduct(word, isAlone) ? [.. word.Select(letter => letter.ToString())] : null;
    }

    /// <summary>True for a word after a number that makes it another, or none: million, dozen, less, or.</summary>
    public static bool ChangesValue(string word) =>
        NoThings.Contains(word)
        || word is "or" or "to" or "squared" or "cubed"
        || (word.Length >= ShortestScale && NumberScale.Read($" {word}", 0, hasCurrency: false, 2).End > 0);

    /// <summary>True if a letter before brackets that hold this is a function, as in f(2) and P(A).</summary>
    public static bool IsApplication(string name, int tokensInside) =>
        MathFunctions.ConstantOf(name) is null && (name is "f" or "g" or "h" or "P" or "F" or "G" or "H" || tokensInside == 1);

    // dy is a differential, and no product.
    private bool IsProduct(string word, bool isAlone)
    {
        if (word.Length == 2 && word[0] == 'd' && word[1] is >= 'r' and <= 'z')
            return false;
        if (!isAlone && _variables is not null && word.All(letter => _variables.Contains(letter.ToString())))
            return true;
        if (word.Length > LongestProduct || Words.Contains(word))
            return false;
        return isAlone ? word.All(char.IsAsciiLetterLower) && (HasNoVowel(word) || IsAscending(word)) : true;
    }

    private static bool HasNoVowel(string word) => word.All(letter => letter is not ('a' or 'e' or 'i' or 'o' or 'u'));

    // ab, abc and acd, but not “cab” or “dad”.
    private static bool IsAscending(string word) =>
        word.All(letter => letter <= 'd') && word.Zip(word[1..]).All(pair => pair.First < pair.Second);

    private static bool IsPlural(string word) =>
        word.Length >= ShortestPlural
        && word[^1] == 's'
        && word[^2] is not ('s' or 'u' or 'i')
        && word.All(char.IsAsciiLetterLower)
        && !ChangesValue(word);

    private static FrozenSet<string> SetOf(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
