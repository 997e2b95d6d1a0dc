using System.Text.Json;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Grading.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>Instructions on the form of a response: lists, sections, highlights, title, JSON, fixed options.</summary>
internal static partial class FormatInstructions
{
    private static readonly Dictionary<string, string[]> FixedOptions = new(StringComparer.Ordinal)
    {
        ["en"] = ["My answer is yes.", "My answer is no.", "My answer is maybe."],
        ["es"] = ["Sí.", "No.", "Quizás."],
        ["fr"] = ["Oui.", "Non.", "Peut-être."],
        ["ja"] = ["はい、そうです。", "いいえ、違います。", "どちらとも言えません。"],
    };

    private static readonly string[] Fences = ["```json", "```Json", "```JSON", "```"];

    private static readonly JsonDocumentOptions AnyJson = new() { MaxDepth = JsonDepth.Max };

    /// <summary>By IFEval's id, bullets as IFEval counts them; else as the grader <c>count</c> does.</summary>
    public static InstructionCheck Bullets(InstructionArguments arguments)
    {
        var limit = arguments.Limit("num_bullets", "relation", RelationWords.Exactly);
        var isById = arguments.IsById;
        return text =>
            limit.Judge(isById ? ListItems.CountBullets(text) : TextBlocks.CountBullets(text.Written), "bullet point", "bullet points");
    }

    /// <summary>Lines that begin with a number and a full stop.</summary>
    public static InstructionCheck NumberedItems(InstructionArguments arguments)
    {
        var limit = arguments.Limit("num_items", "relation", RelationWords.Exactly);
        return text => limit.Judge(ListItems.CountNumbered(text), "numbered item", "numbered items");
    }

    /// <summary>Parts between <c>*</c> or <c>**</c>; between 《 and 》 in Japanese.</summary>
    public static InstructionCheck Highlights(InstructionArguments arguments)
    {
        var limit = arguments.Limit("num_highlights", "relation", RelationWords.AtLeast);
        return text =>
            limit.Judge(
                text.Language == "ja"
                    ? CountInside(BookTitle(), text, "《》")
                    : CountInside(Starred(), text, "*") + CountInside(DoubleStarred(), text, "*"),
                "highlighted part",
                "highlighted parts"
            );
    }

    /// <summary>Sections that begin with a word and a number: “Section 1”, or “第1章” in Japanese and Chinese.</summary>
    public static InstructionCheck Sections(InstructionArguments arguments)
    {
        var word = arguments.RequiredText("section_spliter", "word");
        var limit = arguments.Limit("num_sections", "relation", RelationWords.AtLeast);
        return text => limit.Judge(SectionMarks.Count(text, word), "section", $"sections that begin with {Quote.Of(word)} and a number");
    }

    /// <summary>Parts in square brackets, each on one line.</summary>
    public static InstructionCheck Placeholders(InstructionArguments arguments)
    {
        var limit = arguments.Limit("num_placeholders", "relation", RelationWords.AtLeast);
        return text =>
            limit.Judge(
                Brackets.Count(text.Written, '[', ']') + (text.IsEnglish ? 0 : Brackets.Count(text.Written, '［', '］')),
                "placeholder in brackets",
                "placeholders in brackets"
            );
    }

    /// <summary>One of the options stands in the text, letter by letter; by the name, as whole words.</summary>
    public static InstructionCheck Options(InstructionArguments arguments)
    {
        var own = arguments.Texts("options");
        var isById = arguments.IsById;
        return text =>
        {
            var options = own.Count > 0 ? own : FixedOptions.GetValueOrDefault(text.Language ?? "", FixedOptions["en"]);
            return options.FirstOrDefault(option => isById ? IsIn(text, option) : IsWordOf(text, option)) is { } found
                ? InstructionVerdict.Of(true, $"it says {Quote.Of(found)}")
                : InstructionVerdict.Of(false, $"it says none of {string.Join(", ", options.Select(Quote.Of))}");
        };
    }

    /// <summary>The whole text is JSON, or JSON in one code fence.</summary>
    public static InstructionCheck Json(InstructionArguments arguments) =>
        text =>
        {
            var json = Array.Find(Fences, fence => text.Trimmed.StartsWith(fence, StringComparison.Ordinal)) is { } fence
                ? text.Trimmed[fence.Length..]
                : text.Trimmed;
            json = (json.EndsWith("```", StringComparison.Ordinal) ? json[..^3] : json).Trim();
            return IsJson(json) is { } isJson
                ? InstructionVerdict.Of(isJson, isJson ? "it is JSON" : $"it is not JSON: {Quote.Of(json)}")
                : new InstructionVerdict(null, "its JSON is nested too deeply to be read");
        };

    /// <summary>A title between &lt;&lt; and &gt;&gt;; between 『 and 』 in Japanese, and ## and ## in French.</summary>
    public static InstructionCheck Title(InstructionArguments arguments) =>
        text =>
        {
            var (open, close) = TitleMarks.For(text.Language);
            return TitleMarks.Find(text, open, close) is { } title
                ? InstructionVerdict.Of(true, $"its title is {Quote.Of(title)}")
                : InstructionVerdict.Of(false, $"it has no title between {open} and {close}");
        };

    private static bool IsIn(InstructionText text, string option) => text.Written.Contains(option, StringComparison.Ordinal);

    private static bool IsWordOf(InstructionText text, string option) =>
        new WordSet([option], ignoreCase: false).FindIn(text.Written).Any();

    // Not StrictJson: a key that stands twice is bad style, and still JSON.
    private static bool? IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, AnyJson);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return JsonDepth.IsExceededBy(text) ? null : false;
        }
    }

    private static int CountInside(Regex pattern, InstructionText text, string marks)
    {
        var count = 0;
        foreach (var match in pattern.EnumerateMatches(text.Written))
        {
            if (!text.Written.AsSpan(match.Index, match.Length).Trim(marks).IsWhiteSpace())
                count++;
        }

        return count;
    }

    [GeneratedRegex(@"\*[^\n*]*\*", RegexOptions.None, 1000)]
    private static partial Regex Starred();

    [GeneratedRegex(@"\*\*[^\n*]*\*\*", RegexOptions.None, 1000)]
    private static partial Regex DoubleStarred();

    [GeneratedRegex("《[^\n《》]*》", RegexOptions.None, 1000)]
    private static partial Regex BookTitle();
}
