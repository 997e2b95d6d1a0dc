namespace PromptLab.Grading.Instructions;

/// <summary>A kind of instruction that can be checked.</summary>
/// <param name="Name">The readable name, such as <c>no-comma</c>.</param>
/// <param name="Ids">IFEval's ids without the prefix of a language, such as <c>punctuation:no_comma</c>; the usual one first.</param>
/// <param name="Code">The reason code where it is not followed.</param>
/// <param name="Create">Reads the arguments and gives the check; problems stand in the arguments.</param>
internal sealed record InstructionKind(
    string Name,
    IReadOnlyList<string> Ids,
    ReasonCode Code,
    Func<InstructionArguments, InstructionCheck> Create
)
{
    /// <summary>The argument that may stand behind the name alone, such as <c>ends-with: Bye.</c>; null if there is none.</summary>
    public string? Main { get; init; }
}
