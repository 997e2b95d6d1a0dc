namespace PromptLab.Grading.Instructions;

/// <summary>Instructions on punctuation.</summary>
internal static class PunctuationInstructions
{
    private const string Comma = ",";

    // Full-width and small forms, and those of Arabic, Armenian, Ethiopic, Mongolian, N’Ko, Lisu, Vai and Bamum.
    private const string AllCommas = ",，、､،﹐﹑︐︑՝፣᠂᠈߸꓾꘍꛵⹁⹌";

    private const string JapaneseCommas = "、､，";
    private const string FullStops = "。｡";

    /// <summary>No comma stands in the text.</summary>
    public static InstructionCheck NoComma(InstructionArguments arguments)
    {
        var isById = arguments.IsById;
        return text =>
            None(
                text,
                !isById ? AllCommas
                    : text.Language == "ja" ? JapaneseCommas
                    : text.IsEnglish ? Comma
                    : AllCommas,
                "a comma",
                "no comma"
            );
    }

    /// <summary>No full stop of Japanese or Chinese stands in the text.</summary>
    public static InstructionCheck NoFullStop(InstructionArguments arguments) =>
        text => None(text, FullStops, "a full stop", "no full stop");

    /// <summary>There is a question; in Spanish between ¿ and ?.</summary>
    public static InstructionCheck Question(InstructionArguments arguments) => text => Marked(text, '¿', "?？؟\u037E", "question");

    /// <summary>There is an exclamation; in Spanish between ¡ and !.</summary>
    public static InstructionCheck Exclamation(InstructionArguments arguments) => text => Marked(text, '¡', "!！", "exclamation");

    private static InstructionVerdict Marked(InstructionText text, char open, string marks, string what)
    {
        var start = text.Language == "es" ? text.Written.IndexOf(open, StringComparison.Ordinal) : 0;
        var end = start < 0 ? -1 : text.Written.AsSpan(start).IndexOfAny(marks);
        return end > 0 && !text.Written.AsSpan(start, end).Trim(open).IsWhiteSpace()
            ? InstructionVerdict.Of(true, $"it has a {what} mark")
            : InstructionVerdict.Of(
                false,
                text.Language == "es" ? $"it has nothing between {open} and {marks[0]}" : $"it has no {what} mark"
            );
    }

    private static InstructionVerdict None(InstructionText text, string marks, string there, string absent) =>
        text.Written.AsSpan().IndexOfAny(marks) is var at and >= 0
            ? InstructionVerdict.Of(false, $"it has {there}: {Quote.Of(Around(text.Written, at))}")
            : InstructionVerdict.Of(true, $"it has {absent}");

    private static string Around(string text, int at)
    {
        var start = Math.Max(0, at - 20);
        var end = Math.Min(text.Length, at + 20);
        return text[start..end].Trim();
    }
}
