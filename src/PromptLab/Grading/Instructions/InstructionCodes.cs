namespace PromptLab.Grading.Instructions;

/// <summary>The reason codes of <c>instructions</c>: one for each family of IFEval's, that of the first instruction not followed.</summary>
internal static class InstructionCodes
{
    public static readonly ReasonCode Followed = ReasonCode.Right("instructions.followed");
    public static readonly ReasonCode Unsure = ReasonCode.Undecided("instructions.unsure");

    public static readonly ReasonCode Case = Wrong("case", "format", "Capital or small letters are not used as asked.");
    public static readonly ReasonCode Combination = Wrong(
        "combination",
        "task",
        "The response does not have the parts that are asked for: two responses, or the request repeated first."
    );
    public static readonly ReasonCode Content = Wrong("content", "format", "A part is missing that is asked for, such as a postscript.");
    public static readonly ReasonCode Format = Wrong(
        "format",
        "format",
        "The format is not the one that is asked for: list, sections, title, JSON."
    );
    public static readonly ReasonCode Keywords = Wrong(
        "keywords",
        "constraints",
        "A word is missing, forbidden, or there more or less often than asked."
    );
    public static readonly ReasonCode Language = Wrong("language", "constraints", "The response is in another language.");
    public static readonly ReasonCode Length = Wrong("length", "format", "The response is longer or shorter than asked.");
    public static readonly ReasonCode Letters = Wrong("letters", "constraints", "Letters are used that should not be, or are missing.");
    public static readonly ReasonCode Punctuation = Wrong(
        "punctuation",
        "constraints",
        "Punctuation is used that should not be, or is missing."
    );
    public static readonly ReasonCode StartEnd = Wrong("start-end", "format", "The response does not begin or end as asked.");

    public static IReadOnlyList<ReasonCode> All { get; } =
    [Followed, Case, Combination, Content, Format, Keywords, Language, Length, Letters, Punctuation, StartEnd, Unsure];

    private static ReasonCode Wrong(string family, string section, string meaning) =>
        ReasonCode.Wrong($"instructions.{family}", [section], meaning);
}
