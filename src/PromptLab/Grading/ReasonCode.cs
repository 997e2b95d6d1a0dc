namespace PromptLab.Grading;

/// <summary>
/// A stable code for why a grader gave its score, such as <c>equals.different</c>. The code of a wrong response also says
/// where in the prompt to look first: a rule of thumb, not a finding. Immutable.
/// </summary>
public sealed record ReasonCode
{
    private ReasonCode(string name, ReasonKind kind) => (Name, Kind) = (name, kind);

    /// <summary>The code: the kind of grader, a full stop, and what it found.</summary>
    public string Name { get; }

    /// <summary>What the code says of the response.</summary>
    public ReasonKind Kind { get; }

    /// <summary>
    /// The parts of the prompt to look at first, in the words of a version's changes: <c>task</c>, <c>examples</c>,
    /// <c>response_schema</c>. Empty for codes of responses that are not wrong.
    /// </summary>
    public IReadOnlyList<string> Sections { get; private init; } = [];

    /// <summary>What is wrong with the response, and what may help, in a sentence or two; null for responses that are not wrong.</summary>
    public string? Meaning { get; private init; }

    /// <summary>The code of a right response.</summary>
    public static ReasonCode Right(string name) => new(name, ReasonKind.Right);

    /// <summary>The code of a wrong response.</summary>
    /// <param name="name">The code.</param>
    /// <param name="sections">The parts of the prompt to look at first: at least one.</param>
    /// <param name="meaning">What is wrong with the response, and what may help.</param>
    /// <exception cref="ArgumentException">There is no section, or no meaning.</exception>
    public static ReasonCode Wrong(string name, IReadOnlyList<string> sections, string meaning)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(meaning);
        return sections.Count > 0
            ? new(name, ReasonKind.Wrong) { Sections = sections, Meaning = meaning }
            : throw new ArgumentException($"The code “{name}” names no section to look at.", nameof(sections));
    }

    /// <summary>The code of a response about which the grader can't decide.</summary>
    public static ReasonCode Undecided(string name) => new(name, ReasonKind.Undecided);
}

/// <summary>What a reason code says of a response.</summary>
public enum ReasonKind
{
    /// <summary>It is right.</summary>
    Right,

    /// <summary>It is wrong.</summary>
    Wrong,

    /// <summary>The grader can't decide.</summary>
    Undecided,
}
