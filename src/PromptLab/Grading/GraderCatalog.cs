using PromptLab.Grading.Calls;
using PromptLab.Grading.Instructions;
using PromptLab.Grading.Languages;
using PromptLab.Grading.Maths;
using PromptLab.Grading.Programs;
using PromptLab.Grading.Structure;
using PromptLab.Grading.Texts;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>Every kind of grader that an eval set can use: the built-in ones, and those added by a host. Thread-safe.</summary>
/// <remarks>Adding a kind does not affect graders created earlier: add kinds before opening a project.</remarks>
public sealed class GraderCatalog
{
    private const string Judge = "judge";

    private static readonly GraderKind[] BuiltInKinds =
    [
        // Answers
        new("equals", 3, EqualsGrader.Create) { HasNot = true, Codes = EqualsGrader.Codes },
        new("one-of", 1, OneOfGrader.Create) { HasNot = true, Codes = OneOfGrader.Codes },
        new("contains", 1, ContainsGrader.Create) { HasNot = true, Codes = ContainsGrader.Codes },
        new("contains-all", 1, ContainsAllGrader.Create) { HasNot = true, Codes = ContainsAllGrader.Codes },
        new("contains-any", 1, ContainsAnyGrader.Create) { HasNot = true, Codes = ContainsAnyGrader.Codes },
        new("starts-with", 1, StartsWithGrader.Create) { HasNot = true, Codes = StartsWithGrader.Codes },
        new("regex", 1, RegexGrader.Create) { HasNot = true, Codes = RegexGrader.Codes },
        new("number", 3, NumberGrader.Create) { HasNot = true, Codes = NumberGrader.Codes },
        new("label", 3, LabelGrader.Create) { Codes = LabelGrader.Codes },
        new("choice", 3, ChoiceGrader.Create) { Codes = ChoiceGrader.Codes },
        // Structure
        new("is-json", 3, IsJsonGrader.Create) { HasNot = true, Codes = IsJsonGrader.Codes },
        new("json-field", 3, JsonFieldGrader.Create) { HasNot = true, Codes = JsonFieldGrader.Codes },
        new("json-schema", 1, JsonSchemaGrader.Create) { Codes = JsonSchemaGrader.Codes },
        new("contains-json", 1, ContainsJsonGrader.Create) { HasNot = true, Codes = ContainsJsonGrader.Codes },
        new("json-equals", 1, JsonEqualsGrader.Create) { Codes = JsonEqualsGrader.Codes },
        new("set-equals", 1, SetEqualsGrader.Create) { Codes = SetEqualsGrader.Codes },
        new("list-equals", 1, ListEqualsGrader.Create) { Codes = ListEqualsGrader.Codes },
        new("list-f1", 1, ListF1Grader.Create) { Codes = ListF1Grader.Codes },
        new("json-f1", 1, JsonF1Grader.Create) { Codes = JsonF1Grader.Codes },
        new("tool-call", 1, ToolCallGrader.Create) { Codes = ToolCallGrader.Codes },
        new("function-call", 1, FunctionCallGrader.Create) { Codes = FunctionCallGrader.Codes },
        new("tool-calls", 1, ToolCallsGrader.Create) { Codes = ToolCallsGrader.Codes },
        new("xml", 1, XmlGrader.Create) { Codes = XmlGrader.Codes },
        // Texts
        new("max-words", 1, MaxWordsGrader.Create) { Codes = MaxWordsGrader.Codes },
        new("min-words", 1, MinWordsGrader.Create) { Codes = MinWordsGrader.Codes },
        new("max-chars", 1, MaxCharsGrader.Create) { Codes = MaxCharsGrader.Codes },
        new("ends-with", 1, EndsWithGrader.Create) { HasNot = true, Codes = EndsWithGrader.Codes },
        new("count", 1, CountGrader.Create) { Codes = CountGrader.Codes },
        new("levenshtein", 1, LevenshteinGrader.Create) { Codes = LevenshteinGrader.Codes },
        new("token-f1", 1, TokenF1Grader.Create) { Codes = TokenF1Grader.Codes },
        new("rouge", 1, RougeGrader.Create) { Codes = RougeGrader.Codes },
        new("bleu", 1, BleuGrader.Create) { Codes = BleuGrader.Codes },
        new("language", 1, LanguageGrader.Create) { Codes = LanguageGrader.Codes },
        new("refusal", 1, RefusalGrader.Create) { Codes = RefusalGrader.Codes },
        new("forbidden", 1, ForbiddenGrader.Create) { Codes = ForbiddenGrader.Codes },
        new("overlap", 1, OverlapGrader.Create) { Codes = OverlapGrader.Codes },
        new("math", 1, MathGrader.Create) { Codes = MathGrader.Codes },
        // Calls
        new("latency", 1, LatencyGrader.Create) { Codes = LatencyGrader.Codes },
        new("cost", 1, CostGrader.Create) { Codes = CostGrader.Codes },
        new("tokens", 1, TokensGrader.Create) { Codes = TokensGrader.Codes },
        new("finish-reason", 1, FinishReasonGrader.Create) { Codes = FinishReasonGrader.Codes },
        new("model", 1, ModelGrader.Create) { Codes = ModelGrader.Codes },
        new(PrecomputedGrader.Kind, 1, PrecomputedGrader.Create) { Codes = PrecomputedGrader.Codes },
        // Instructions
        new("instructions", 1, InstructionsGrader.Create) { Codes = InstructionsGrader.Codes },
        // Your own
        new(ExecGrader.Kind, 1, ExecGrader.Create) { Codes = ExecGrader.Codes },
    ];

    // “judge” is reserved for a later version; the others are prefixes of codes that every grader may give.
    private static readonly string[] ReservedNames = [Judge, GroupScore.Type, "response", "grader"];

    private readonly Lock _addLock = new();
    private readonly bool _isReadOnly;
    private volatile IReadOnlyList<GraderKind> _kinds = BuiltInKinds;

    private GraderCatalog(bool isReadOnly) => _isReadOnly = isReadOnly;

    /// <summary>Creates a catalogue with the built-in kinds, to which others can be added.</summary>
    public GraderCatalog()
        : this(isReadOnly: false) { }

    /// <summary>A read-only catalogue of the built-in kinds.</summary>
    public static GraderCatalog BuiltIn { get; } = new(isReadOnly: true);

    /// <summary>All kinds: the built-in ones first, then the added ones in order.</summary>
    public IReadOnlyList<GraderKind> Kinds => _kinds;

    /// <summary>The valid values of <c>type</c>: the names of the kinds, then their <c>not-</c> forms.</summary>
    public IReadOnlyList<string> Names =>
        [.. _kinds.Select(kind => kind.Name), .. _kinds.Where(kind => kind.HasNot).Select(kind => NotGrader.Prefix + kind.Name)];

    /// <summary>Every known reason code, including those of <c>not-</c> forms and those that every grader may give.</summary>
    public IEnumerable<ReasonCode> Codes => _kinds.SelectMany(kind => kind.AllCodes).Concat(SharedCodes.All).Concat(GroupScore.Codes);

    /// <summary>Adds a kind without a <c>not-</c> form and without reason codes of its own.</summary>
    /// <param name="name">The name in <c>evalset.yaml</c>: lower-case letters, digits and single hyphens.</param>
    /// <param name="revision">The revision, from 1: see <see cref="GraderKind.Revision"/>.</param>
    /// <param name="create">Creates a grader from its definition.</param>
    /// <exception cref="ArgumentException">The name is taken or invalid, or the revision is below 1.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="BuiltIn"/>.</exception>
    public void Add(string name, int revision, Func<GraderSetup, IGrader?> create) => Add(new GraderKind(name, revision, create));

    /// <summary>Adds a kind with all its properties.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="BuiltIn"/>.</exception>
    public void Add(GraderKind kind)
    {
        if (_isReadOnly)
            throw new InvalidOperationException($"Nothing can be added to the built-in graders: make a new {nameof(GraderCatalog)}.");
        lock (_addLock)
        {
            if (ReservedNames.Contains(kind.Name, StringComparer.Ordinal) || _kinds.Any(other => other.Name == kind.Name))
                throw new ArgumentException($"The name “{kind.Name}” is taken by another kind of grader.", nameof(kind));
            _kinds = [.. _kinds, kind];
        }
    }

    /// <summary>The kind with this name, with or without <c>not-</c>; null if there is none.</summary>
    internal GraderKind? Find(string type) =>
        _kinds.FirstOrDefault(kind => kind.Name == type || (kind.HasNot && NotGrader.Prefix + kind.Name == type));

    /// <summary>Creates a grader; null, with problems reported, if its definition is invalid.</summary>
    internal IGrader? Create(GraderSetup setup)
    {
        if (setup.Type == Judge)
        {
            setup.Options.Problem(
                "type",
                $"The grader “{setup.Id}” is a judge, and this version asks no judges. Remove it, or put a grader that needs no model in its place."
            );
            return null;
        }

        if (Find(setup.Type) is not { } kind)
        {
            if (setup.Type.Length > 0)
                setup.Options.Problem(
                    "type",
                    $"“{setup.Type}” is no known grader.{GraderSynonyms.Suggest(setup.Type) ?? NearestName.Suggest(setup.Type, Names)}"
                );
            return null;
        }

        var grader = kind.Create(setup);
        return grader is not null && kind.Name != setup.Type ? new NotGrader(grader) : grader;
    }
}
