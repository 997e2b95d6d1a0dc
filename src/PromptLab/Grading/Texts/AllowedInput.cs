using System.Text.RegularExpressions;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading.Texts;

/// <summary>What an item's input has, which a response may repeat: found as it is found in the response. Not thread-safe.</summary>
/// <param name="item">The item; null where nothing may be repeated.</param>
/// <param name="normalise">What is done with the response before words and patterns are looked for.</param>
internal sealed class AllowedInput(EvalItem? item, Func<string, string> normalise)
{
    private const string PhoneSigns = " -/().+\u00A0\u202F";

    private readonly Dictionary<string, HashSet<string>> _personal = new(StringComparer.Ordinal);

    private List<string> Values => field ??= item is null ? [] : [.. item.Input.Values.Select(CanonicalJson.TextOf)];

    private List<string> Normalised => field ??= [.. Values.Select(normalise)];

    /// <summary>True if the input has the word as a whole one.</summary>
    public bool Has(WordSet words, FoundWord found) => Normalised.Exists(value => words.Holds(value, found));

    /// <summary>True if the pattern finds the same in the input.</summary>
    public bool Has(Regex pattern, string found, bool ignoreCase) =>
        Normalised.Exists(value =>
            UserPattern
                .All(pattern, value)
                .Any(match => match.Value.Equals(found, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
        );

    /// <summary>True if the input states the same address or number, however its parts are divided.</summary>
    public bool Has(PersonalData found)
    {
        if (!_personal.TryGetValue(found.Kind, out var known))
            _personal[found.Kind] = known = [.. Values.Select(InvisibleText.Remove).SelectMany(value => Stated(value, found.Kind))];
        return known.Contains(Key(found));
    }

    // A field with a number alone needs no “Tel.” before it.
    private static IEnumerable<string> Stated(string value, string kind) =>
        PersonalData
            .Find(value, [kind])
            .Concat(kind == "phone" && IsNumber(value) ? [new PersonalData(kind, value.Trim())] : [])
            .Select(Key);

    private static bool IsNumber(string value) =>
        value.Any(char.IsAsciiDigit) && value.All(c => char.IsAsciiDigit(c) || PhoneSigns.Contains(c, StringComparison.Ordinal));

    private static string Key(PersonalData data) =>
        data.Kind switch
        {
            "email" => data.Text.ToUpperInvariant(),
            "ip" => NetworkAddresses.CanonicalIp(data.Text),
            "phone" => PhoneKey(data.Text),
            _ => string.Concat(data.Text.Where(char.IsLetterOrDigit)).ToUpperInvariant(),
        };

    private static string PhoneKey(string text)
    {
        var digits = string.Concat(text.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        return text.TrimStart('(').StartsWith('+') ? "00" + digits : digits;
    }
}
