using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>The reason codes that every kind of grader may give.</summary>
internal static class SharedCodes
{
    private const string NotFound = "What is graded could not be found in the response.";

    private static readonly string[] FormatSections = ["format", "response_schema"];

    /// <summary>A step of <c>extract</c> found nothing.</summary>
    public static readonly ReasonCode ExtractNotFound = ReasonCode.Wrong("response.extract-not-found", FormatSections, NotFound);

    /// <summary>The grader reads a field, but the response is not JSON.</summary>
    public static readonly ReasonCode NotJson = ReasonCode.Wrong("response.not-json", FormatSections, NotFound);

    /// <summary>The response does not have the field.</summary>
    public static readonly ReasonCode FieldMissing = ReasonCode.Wrong("response.field-missing", FormatSections, NotFound);

    /// <summary>The grader itself failed.</summary>
    public static readonly ReasonCode GraderError = ReasonCode.Undecided("grader.error");

    /// <summary>Grading takes more work than one response may take.</summary>
    public static readonly ReasonCode TooMuchWork = ReasonCode.Undecided("grader.too-much-work");

    /// <summary>The response is JSON that is nested too deeply to be read.</summary>
    public static readonly ReasonCode TooDeep = ReasonCode.Undecided("response.too-deep");

    /// <summary>The score of JSON that is nested too deeply.</summary>
    public static Score TooDeepScore() =>
        Score.Undecided(
            TooDeep,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The JSON is nested more than {JsonDepth.Max} levels deep, which is too deep to be graded."
            )
        );

    /// <summary>True for the codes of unreadable responses, which <c>not-</c> does not invert.</summary>
    public static bool IsUnreadable(string code) =>
        code.StartsWith("response.", StringComparison.Ordinal) || code.EndsWith(".unreadable", StringComparison.Ordinal);

    public static IReadOnlyList<ReasonCode> All { get; } = [ExtractNotFound, NotJson, FieldMissing, TooDeep, GraderError, TooMuchWork];
}
