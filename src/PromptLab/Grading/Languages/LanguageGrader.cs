using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Texts;

namespace PromptLab.Grading.Languages;

/// <summary><c>language</c>: passes if the text is in the wanted language, or in that of an input field.</summary>
internal sealed class LanguageGrader(ResponseReader reader, ILanguageDetector detector, ValueSource value, bool isSameAs)
    : ISynchronousGrader
{
    /// <summary>A less confident guess leaves the response undecided.</summary>
    public const double LeastConfidence = 0.75;

    private const string SameAs = "same_as";

    private static readonly ReasonCode Right = ReasonCode.Right("language.right");
    private static readonly ReasonCode Other = ReasonCode.Wrong(
        "language.other",
        ["constraints", "task"],
        "The response is in another language: say in which one it should be."
    );
    private static readonly ReasonCode Unsure = ReasonCode.Undecided("language.unsure");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Right, Other, Unsure];

    public string Name => "language";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        if (!setup.Options.Has(SameAs))
            return new LanguageGrader(reader, LanguageDetector.BuiltIn, ReadWanted(setup), isSameAs: false);
        if (setup.Options.Has("value"))
            setup.Options.Problem(SameAs, $"The grader “{setup.Id}” (language) has both “value” and “same_as”. Keep one of them.");
        var field = setup.Options.RequiredText(SameAs, "question").Trim('{', '}');
        return new LanguageGrader(reader, LanguageDetector.BuiltIn, setup.ReadReference($"{{{field}}}"), isSameAs: true);
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var wanted = TextOf(context.Item);
        if ((isSameAs ? SureLanguageOf(wanted) : LanguageNames.CodeOf(wanted)) is not { } code)
            return Score.Undecided(Unsure, $"The language of {Quote.Of(wanted)} can't be told, with which the response is compared.");
        if (SureLanguageOf(text) is not { } found)
            return Score.Undecided(Unsure, $"The language of {Quote.Of(text)} can't be told: it is too short, mixed or unknown.");
        return found == code
            ? Score.Of(1, Right, $"It is {LanguageNames.NameOf(found)}.")
            : Score.Of(0, Other, $"It is {LanguageNames.NameOf(found)}, not {LanguageNames.NameOf(code)}: {Quote.Of(text)}.");
    }

    private string? SureLanguageOf(string text) =>
        detector.Detect(text) is { Confidence: >= LeastConfidence } guess ? guess.Code : null;

    private static ValueSource ReadWanted(GraderSetup setup)
    {
        const string key = "value";
        var value = setup.ReadValue();
        if (setup.Options.Text(key) is { } written && !written.Contains('{', StringComparison.Ordinal))
        {
            if (LanguageNames.CodeOf(written) is null)
                setup.Options.Problem(key, Unknown(written, $"the “value” of the grader “{setup.Id}” (language)"));
            return value;
        }

        foreach (var item in setup.Items.Where(item => value.FindMissing(item) is null))
        {
            if (LanguageNames.CodeOf(value.TextFor(item)) is null)
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    Unknown(value.TextFor(item), $"which the grader “{setup.Id}” (language) wants of the item “{item.Id}”")
                );
        }

        return value;
    }

    private static string Unknown(string text, string what) =>
        $"“{ShortText.OnOneLine(text, 40)}”, {what}, is no known language. Write a code such as de, or an English name. Known: {string.Join(", ", LanguageNames.Codes)}.";

    // A conversation is an array of messages: their texts count, and not the names of their fields.
    private string TextOf(EvalItem item) =>
        value.NodeFor(item) is JsonArray messages
            ? string.Join('\n', messages.OfType<JsonObject>().Select(message => message["content"]).OfType<JsonValue>())
            : value.TextFor(item);
}
