namespace PromptLab.Grading.Instructions;

/// <summary>Instructions on how the reader is addressed.</summary>
internal static class AddressInstructions
{
    private static readonly string[] InformalFrench = [.. "tu te t' t’ toi ton ta tes".Split(' ')];

    /// <summary>The reader is addressed with “tu” in French.</summary>
    public static InstructionCheck Informal(InstructionArguments arguments) =>
        text =>
            InformalFrench.FirstOrDefault(word => KeywordSearch.Count(text, word, wholeWord: true) > 0) is { } found
                ? InstructionVerdict.Of(true, $"it says {Quote.Of(found)}")
                : InstructionVerdict.Of(false, "it says neither tu nor te, toi, ton, ta or tes");
}
