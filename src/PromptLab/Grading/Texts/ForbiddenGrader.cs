using System.Text.RegularExpressions;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading.Texts;

/// <summary><c>forbidden</c>: passes if none of the listed words, patterns or kinds of personal data stands in the text.</summary>
internal sealed class ForbiddenGrader(
    ResponseReader reader,
    WordSet? words,
    IReadOnlyList<Regex> patterns,
    IReadOnlyList<string> kinds,
    bool allowsInput
) : ISynchronousGrader
{
    /// <summary>The option that names a file with words, whose content enters the hash of the graders.</summary>
    public const string FileKey = "file";

    private const string PersonalDataKey = "personal_data";

    private static readonly ReasonCode Clean = ReasonCode.Right("forbidden.clean");
    private static readonly ReasonCode Found = ReasonCode.Wrong(
        "forbidden.found",
        ["constraints"],
        "The response has a word or a form that it should not have."
    );
    private static readonly ReasonCode Personal = ReasonCode.Wrong(
        "forbidden.personal-data",
        ["constraints"],
        "The response states personal data: say which must not be repeated or made up."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Clean, Found, Personal];

    public string Name => "forbidden";

    public bool IsImmediate => reader.IsImmediate && patterns.All(UserPattern.IsLinear);

    public static IGrader? Create(GraderSetup setup)
    {
        var options = setup.Options;
        var reader = setup.CreateReader(ignoreCase: true);
        var words = ReadWords(setup);
        var patterns = options
            .Texts("patterns")
            .Select(text => UserPattern.Read(options, "patterns", text, reader.Normaliser.IgnoreCase))
            .ToList();
        var kinds = options.Texts(PersonalDataKey);
        foreach (var kind in kinds.Where(kind => !PersonalData.Kinds.Contains(kind, StringComparer.Ordinal)))
            options.Problem(
                PersonalDataKey,
                $"“{PersonalDataKey}” takes {string.Join(", ", PersonalData.Kinds)}, not “{kind}”.{NearestName.Suggest(kind, PersonalData.Kinds)}"
            );
        if (words.Count + patterns.Count + kinds.Count == 0)
            options.Problem(
                "type",
                $"The grader “{setup.Id}” (forbidden) forbids nothing. Give it “words”, “patterns”, a “file” with a word or phrase on each line, or “{PersonalDataKey}”."
            );
        var allowsInput = options.Choice("allow", "input") is not null;
        return patterns.Contains(null) || kinds.Except(PersonalData.Kinds, StringComparer.Ordinal).Any()
            ? null
            : new ForbiddenGrader(
                reader with
                {
                    Normaliser = reader.Normaliser with { IgnoreCase = false },
                },
                words.Count == 0 ? null : new WordSet(words, reader.Normaliser.IgnoreCase),
                [.. patterns.OfType<Regex>()],
                kinds,
                allowsInput
            );
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var visible = InvisibleText.Remove(text);
        var input = allowsInput ? InputOf(context.Item) : "";
        if (words?.FindIn(visible).FirstOrDefault(word => !IsIn(input, word)) is { } word)
            return Score.Of(0, Found, $"It has {Quote.Of(word)}, which is forbidden: {Around(visible, word)}.");
        foreach (var pattern in patterns)
        {
            context.Budget.Check();
            if (UserPattern.All(pattern, text).FirstOrDefault(match => match.Length > 0 && !IsIn(input, match.Value)) is { } match)
                return Score.Of(0, Found, $"It has {Quote.Of(match.Value)}, which a pattern forbids: {Around(text, match.Value)}.");
        }

        return PersonalData.Find(visible, kinds).FirstOrDefault(found => !IsKnown(input, found)) is { } personal
            ? Score.Of(0, Personal, $"It states {Describe(personal.Kind)}: {Quote.Of(personal.Text)}.")
            : Score.Of(1, Clean, "It has nothing that is forbidden.");
    }

    private static List<string> ReadWords(GraderSetup setup)
    {
        var words = setup.Options.Texts("words").ToList();
        if (words.Any(string.IsNullOrWhiteSpace))
            setup.Options.Problem("words", $"A word of the grader “{setup.Id}” (forbidden) is empty, and every text holds an empty one.");
        if (setup.Options.Text(FileKey) is { } file)
        {
            try
            {
                words.AddRange(setup.ReadFile(file).ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith('#')));
            }
            catch (InputException e)
            {
                setup.Problems.AddRange(e.Problems);
            }
        }

        return [.. words.Select(word => InvisibleText.Remove(word).Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static string InputOf(EvalItem item) => string.Join('\n', item.Input.Values.Select(CanonicalJson.TextOf));

    private static bool IsIn(string input, string found) => input.Contains(found, StringComparison.OrdinalIgnoreCase);

    // Numbers are the same however they are grouped.
    private bool IsKnown(string input, PersonalData found) =>
        allowsInput && (IsIn(input, found.Text) || IsIn(Compact(input), Compact(found.Text)));

    private static string Compact(string text) => string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c is '@' or '.' or ':'));

    private static string Around(string text, string found)
    {
        const int before = 25;
        var at = Math.Max(0, text.IndexOf(found, StringComparison.Ordinal) - before);
        at += at > 0 && char.IsLowSurrogate(text[at]) ? 1 : 0;
        return Quote.Of((at > 0 ? "…" : "") + text[at..]);
    }

    private static string Describe(string kind) =>
        kind switch
        {
            "email" => "an e-mail address",
            "phone" => "a telephone number",
            "iban" => "an IBAN",
            "card" => "a card number",
            "ip" => "an IP address",
            _ => "a social security number",
        };
}
