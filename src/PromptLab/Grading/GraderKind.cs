using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>A kind of grader that <c>evalset.yaml</c> can name: a row of the <see cref="GraderCatalog"/>. Immutable.</summary>
public sealed partial record GraderKind
{
    /// <summary>Creates a kind.</summary>
    /// <param name="name">Its name in <c>evalset.yaml</c>: small letters, digits and single hyphens, a letter first.</param>
    /// <param name="revision">Its revision, from 1.</param>
    /// <param name="create">Makes a grader from its definition.</param>
    /// <exception cref="ArgumentException">The name is none, or the revision is below 1.</exception>
    public GraderKind(string name, int revision, Func<GraderSetup, IGrader?> create)
    {
        if (!ValidName().IsMatch(name) || name.StartsWith(NotGrader.Prefix, StringComparison.Ordinal))
            throw new ArgumentException(
                $"“{name}” can't name a grader: small letters, digits and single hyphens, a letter first, and not “{NotGrader.Prefix}” before it.",
                nameof(name)
            );
        ArgumentOutOfRangeException.ThrowIfLessThan(revision, 1);
        (Name, Revision, Create) = (name, revision, create);
    }

    /// <summary>The name in <c>evalset.yaml</c>, such as <c>json-field</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// From 1; raised where the same response may get another verdict than before. From 2 on it enters the hash of the
    /// graders, so that verdicts of two revisions are never compared.
    /// </summary>
    public int Revision { get; }

    /// <summary>Makes a grader from its definition; null with a problem noted where the definition is wrong.</summary>
    public Func<GraderSetup, IGrader?> Create { get; }

    /// <summary>True where <c>not-</c> before the name makes sense: wrong responses of the one are right ones of the other.</summary>
    public bool HasNot { get; init; }

    /// <summary>
    /// The reason codes that its graders give, besides those that every grader may give. A code that is not listed is
    /// reported all the same, with no advice where to look.
    /// </summary>
    /// <exception cref="ArgumentException">A code does not begin with the kind's name and a full stop.</exception>
    public IReadOnlyList<ReasonCode> Codes
    {
        get;
        init =>
            field = value.FirstOrDefault(code => !code.Name.StartsWith(Name + ".", StringComparison.Ordinal)) is { } other
                ? throw new ArgumentException($"The code “{other.Name}” must begin with “{Name}.”.", nameof(value))
                : value;
    } = [];

    /// <summary>Its codes, and those of its <c>not-</c> form.</summary>
    internal IEnumerable<ReasonCode> AllCodes =>
        HasNot ? Codes.Concat(Codes.Where(code => code.Kind != ReasonKind.Undecided).Select(NotGrader.Turn)) : Codes;

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ValidName();
}
