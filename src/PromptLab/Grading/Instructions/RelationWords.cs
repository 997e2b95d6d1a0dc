using PromptLab.Grading.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>The words of IFEval, and of its versions in other languages, for how a count relates to a number.</summary>
internal static class RelationWords
{
    /// <summary>The English words, for messages.</summary>
    public const string Known = "less than, at most, exactly, at least, more than";

    public const string AtLeast = "at least";
    public const string Exactly = "exactly";

    private static readonly Dictionary<string, string> InEnglish = new(StringComparer.OrdinalIgnoreCase)
    {
        ["less than"] = "less than",
        ["fewer than"] = "less than",
        ["at most"] = "at most",
        [Exactly] = Exactly,
        [AtLeast] = AtLeast,
        ["more than"] = "more than",
        ["menos de"] = "less than",
        ["como máximo"] = "at most",
        ["exactamente"] = Exactly,
        ["al menos"] = AtLeast,
        ["como mínimo"] = AtLeast,
        ["más de"] = "more than",
        ["moins de"] = "less than",
        ["au plus"] = "at most",
        ["exactement"] = Exactly,
        ["au moins"] = AtLeast,
        ["plus de"] = "more than",
        ["weniger als"] = "less than",
        ["höchstens"] = "at most",
        ["genau"] = Exactly,
        ["mindestens"] = AtLeast,
        ["mehr als"] = "more than",
        ["未満"] = "less than",
        ["以下"] = "at most",
        ["以上"] = AtLeast,
    };

    /// <summary>The limit that a relation and a number state; null where the relation is none of the known words.</summary>
    public static CountLimits? ToLimit(string? relation, int number) =>
        InEnglish.GetValueOrDefault(relation ?? "") switch
        {
            "less than" => new CountLimits(null, number - 1),
            "at most" => new CountLimits(null, number),
            Exactly => new CountLimits(number, number),
            AtLeast => new CountLimits(number, null),
            "more than" => new CountLimits(number + 1, null),
            _ => null,
        };
}
