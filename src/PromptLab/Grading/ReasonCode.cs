namespace PromptLab.Grading;

/// <summary>
/// A stable code for the reason of a score, such as <c>equals.different</c>. The code of a wrong response also says which
/// parts of the prompt to check first, as a rule of thumb. Immutable.
/// </summary>
public sealed record ReasonCode
{
    private ReasonCode(string name, ReasonKind kind) => (Name, Kind) = (name, kind);

    /// <summary>The code: the kind of grader, a full stop, and a word for the reason.</summary>
    public string Name { get; }

    /// <summary>Whether the response is right, wrong or undecided.</summary>
    public ReasonKind Kind { get; }

    /// <summary>
    /// The parts of the prompt to check first, by their names in a version's changes: <c>task</c>, <c>examples</c>,
    /// <c>response_schema</c>. Empty unless the response is wrong.
    /// </summary>
    public IReadOnlyList<string> Sections { get; private init; } = [];

    /// <summary>What is wrong with the response and what may help, in one or two sentences; null unless the response is wrong.</summary>
    public string? Meaning { get; private init; }

    /// <summary>The code of a right response.</summary>
    public static ReasonCode Right(string name) => new(name, ReasonKind.Right);

    /// <summary>The code of a wrong response.</summary>
    /// <param name="name">The code.</param>
    /// <param name="sections">The parts of the prompt to check first; at least one.</param>
    /// <param name="meaning">What is wrong with the response, and what may help.</param>
    /// <exception cref="ArgumentException">There is no section, or no meaning.</exception>
    public static ReasonCode Wrong(string name, IReadOnlyList<string> sections, string meaning)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(meaning);
        return sections.Count > 0
            ? new(name, ReasonKind.Wrong) { Sections = sections, Meaning = meaning }
            : throw new ArgumentException($"The code “{name}” names no section to look at.", nameof(sections));
    }

    /// <summary>The code of a response that the grader cannot decide.</summary>
    public static ReasonCode Undecided(string name) => new(name, ReasonKind.Undecided);
}

/// <summary>What a reason code says about a response.</summary>
public enum ReasonKind
{
    /// <summary>The response is right.</summary>
    Right,

    /// <summary>The response is wrong.</summary>
    Wrong,

    /// <summary>The grader cannot decide.</summary>
    Undecided,
}
