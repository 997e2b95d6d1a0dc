using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>A kind of grader that <c>evalset.yaml</c> can use, listed in a <see cref="GraderCatalog"/>. Immutable.</summary>
public sealed partial record GraderKind
{
    /// <summary>Creates a kind without reason codes and without a <c>not-</c> form.</summary>
    /// <param name="name">The name in <c>evalset.yaml</c>: lower-case letters, digits and single hyphens, starting with a letter.</param>
    /// <param name="revision">The revision, from 1.</param>
    /// <param name="create">Creates a grader from its definition.</param>
    /// <exception cref="ArgumentException">The name is invalid, or the revision is below 1.</exception>
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
    /// The revision, from 1. Raise it if the same response may get another verdict than before. Revisions above 1 are part of the
    /// graders' hash, so that verdicts of different revisions are never compared.
    /// </summary>
    public int Revision { get; }

    /// <summary>Creates a grader from its definition; null, with a problem reported, if the definition is invalid.</summary>
    public Func<GraderSetup, IGrader?> Create { get; }

    /// <summary>True if the kind has a <c>not-</c> form, whose right responses are this kind's wrong ones and vice versa.</summary>
    public bool HasNot { get; init; }

    /// <summary>
    /// The reason codes of its graders, besides those that every grader may give. An unlisted code is reported too, but without
    /// advice where to look.
    /// </summary>
    /// <exception cref="ArgumentException">A code does not start with the kind's name and a full stop.</exception>
    public IReadOnlyList<ReasonCode> Codes
    {
        get;
        init =>
            field = value.FirstOrDefault(code => !code.Name.StartsWith(Name + ".", StringComparison.Ordinal)) is { } other
                ? throw new ArgumentException($"The code “{other.Name}” must begin with “{Name}.”.", nameof(value))
                : value;
    } = [];

    /// <summary>Its reason codes and those of its <c>not-</c> form.</summary>
    internal IEnumerable<ReasonCode> AllCodes => HasNot ? Codes.Union(Codes.Select(NotGrader.Invert)) : Codes;

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ValidName();
}
