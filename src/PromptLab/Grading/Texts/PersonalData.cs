using System.Collections.Frozen;

namespace PromptLab.Grading.Texts;

/// <summary>Personal data that a text states: where it stands, and of which kind it is.</summary>
/// <param name="Kind">The kind, by the word in <c>personal_data</c>.</param>
/// <param name="Text">The text as it is written.</param>
internal sealed record PersonalData(string Kind, string Text)
{
    private static readonly FrozenDictionary<string, Func<string, IEnumerable<string>>> Finders = new Dictionary<
        string,
        Func<string, IEnumerable<string>>
    >(StringComparer.Ordinal)
    {
        ["email"] = NetworkAddresses.Emails,
        ["phone"] = PhoneNumbers.Find,
        ["iban"] = AccountNumbers.Ibans,
        ["card"] = AccountNumbers.Cards,
        ["ip"] = NetworkAddresses.Ips,
        ["ssn"] = AccountNumbers.SocialSecurity,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The known kinds. Names of persons are none: they are told by a list only.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["email", "phone", "iban", "card", "ip", "ssn"];

    /// <summary>What a text states of some kinds, by kind and in order. The time is in proportion to the length of the text.</summary>
    public static IEnumerable<PersonalData> Find(string text, IEnumerable<string> kinds) =>
        kinds.SelectMany(kind => Finders[kind](text).Select(found => new PersonalData(kind, found)));
}
