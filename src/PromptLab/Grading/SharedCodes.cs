namespace PromptLab.Grading;

/// <summary>The reason codes that graders of every kind may give.</summary>
internal static class SharedCodes
{
    /// <summary>How the codes of a response begin that can't be read; <c>not-</c> does not turn them round.</summary>
    public const string Unreadable = "response.";

    private const string NotFound = "What is graded could not be found in the response.";

    private static readonly string[] Form = ["format", "response_schema"];

    /// <summary>A step of <c>extract</c> found nothing.</summary>
    public static readonly ReasonCode ExtractNotFound = ReasonCode.Wrong("response.extract-not-found", Form, NotFound);

    /// <summary>A field is to be read, and the response is no JSON.</summary>
    public static readonly ReasonCode NotJson = ReasonCode.Wrong("response.not-json", Form, NotFound);

    /// <summary>The response has no such field.</summary>
    public static readonly ReasonCode FieldMissing = ReasonCode.Wrong("response.field-missing", Form, NotFound);

    /// <summary>The grader itself failed.</summary>
    public static readonly ReasonCode GraderError = ReasonCode.Undecided("grader.error");

    public static IReadOnlyList<ReasonCode> All { get; } = [ExtractNotFound, NotJson, FieldMissing, GraderError];
}
