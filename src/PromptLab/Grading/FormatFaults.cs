namespace PromptLab.Grading;

/// <summary>Tells from a verdict whether the response has the form that was asked for, whatever it says.</summary>
/// <remarks>
/// A fault lies in the form alone if its reason code leads to the prompt's format or response schema and to nothing else, as that of
/// a response that is not JSON.
/// </remarks>
internal static class FormatFaults
{
    private static readonly HashSet<string> Codes = GraderCatalog
        .BuiltIn.Codes.Where(IsFault)
        .Select(code => code.Name)
        .ToHashSet(StringComparer.Ordinal);

    private static readonly HashSet<string> Types = GraderCatalog
        .BuiltIn.Names.Where(type => CanFindFault(GraderCatalog.BuiltIn.Find(type)!, type))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>True for the code of a fault that lies in the form alone.</summary>
    public static bool IsFault(ReasonCode code) =>
        code.Kind == ReasonKind.Wrong && code.Sections.All(section => section is "format" or "response_schema");

    /// <summary>True if a kind of grader, plain or with <c>not-</c>, has a code for such a fault.</summary>
    public static bool CanFindFault(GraderKind kind, string type) =>
        kind.Codes.Any(code => IsFault(type == kind.Name ? code : NotGrader.Invert(code)));

    /// <summary>
    /// Whether a response has the form that was asked for, as far as a built-in grader tells by its type and the reason code; null if it
    /// does not tell, or is undecided.
    /// </summary>
    public static bool? Of(string type, Score score) =>
        score.Value is null ? null
        : Codes.Contains(score.Code) ? false
        : Types.Contains(type) ? true
        : null;

    /// <summary>The same, for a grader of any kind.</summary>
    /// <param name="kind">The kind; null if it is not known.</param>
    /// <param name="type">The type as the definition has it.</param>
    /// <param name="readsPart">True if it reads a part of the response, which may not be there.</param>
    /// <param name="score">The score.</param>
    public static bool? Of(GraderKind? kind, string type, bool readsPart, Score score) =>
        score.Value is null ? null
        : Of(type, score) == false || kind?.AllCodes.Any(code => code.Name == score.Code && IsFault(code)) == true ? false
        : readsPart || (kind is not null && CanFindFault(kind, type)) ? true
        : null;
}
