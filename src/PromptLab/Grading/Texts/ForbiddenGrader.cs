using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading.Texts;

/// <summary><c>forbidden</c>: passes if none of the listed words, patterns or kinds of personal data stands in the text.</summary>
internal sealed class ForbiddenGrader(
    ResponseReader reader,
    WordSet? words,
    IReadOnlyList<Regex> patterns,
    IReadOnlyList<string> kinds,
    bool allowsInput,
    bool ignoreCase
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
        var plain = reader.Normaliser with { IgnoreCase = false };
        var words = ReadWords(setup, plain);
        var patterns = ReadPatterns(options, reader.Normaliser.IgnoreCase);
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
                    Normaliser = plain,
                },
                words.Count == 0 ? null : new WordSet(words, reader.Normaliser.IgnoreCase),
                [.. patterns.OfType<Regex>()],
                kinds,
                allowsInput,
                reader.Normaliser.IgnoreCase
            );
    }

    private static List<Regex?> ReadPatterns(YamlMap options, bool ignoreCase)
    {
        const string key = "patterns";
        var patterns = options.Texts(key);
        if (patterns.Any(string.IsNullOrEmpty))
            options.Problem(key, $"A pattern of “{key}” is empty, and forbids nothing. Write one, or leave it out.");
        return [.. patterns.Select(text => UserPattern.Read(options, key, text, ignoreCase))];
    }

    public Score Grade(GradingContext context)
    {
        var (text, written, failure) = reader.ReadTexts(context);
        if (failure is not null)
            return failure;
        var allowed = new AllowedInput(allowsInput ? context.Item : null, reader.Normaliser.Apply);
        if (words?.FindIn(text).FirstOrDefault(word => !allowed.Has(words, word)) is { } word)
            return Score.Of(0, Found, $"It has {Quote.Of(word.Written)}, which is forbidden: {Around(text, word.Written)}.");
        foreach (var pattern in patterns)
        {
            context.Budget.Check();
            if (
                UserPattern
                    .All(pattern, text)
                    .FirstOrDefault(match => match.Length > 0 && !allowed.Has(pattern, match.Value, ignoreCase)) is
                { } match
            )
                return Score.Of(0, Found, $"It has {Quote.Of(match.Value)}, which a pattern forbids: {Around(text, match.Value)}.");
        }

        return PersonalData.Find(InvisibleText.Remove(written), kinds).FirstOrDefault(found => !allowed.Has(found)) is { } personal
            ? Score.Of(0, Personal, $"It states {Describe(personal.Kind)}: {Quote.Of(personal.Text)}.")
            : Score.Of(1, Clean, "It has nothing that is forbidden.");
    }

    private static List<string> ReadWords(GraderSetup setup, TextNormaliser normaliser)
    {
        var words = setup.Options.Texts("words").ToList();
        if (words.Any(word => string.IsNullOrWhiteSpace(InvisibleText.Remove(normaliser.Apply(word)))))
            setup.Options.Problem("words", $"A word of the grader “{setup.Id}” (forbidden) is empty, and every text holds an empty one.");
        if (setup.Options.Text(FileKey) is { } file)
        {
            try
            {
                words.AddRange(setup.ReadFile(file).ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith('#')));
            }
            catch (InputException e)
            {
                setup.Options.Problem(
                    FileKey,
                    $"“{file}” can't be read: {string.Join(' ', e.Problems.Select(problem => problem.Message))}"
                );
            }
        }

        return
        [
            .. words
                .Select(word => InvisibleText.Remove(normaliser.Apply(word)).Trim())
                .Where(word => word.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
    }

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
