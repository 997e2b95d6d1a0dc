namespace PromptLab.Grading.Instructions;

/// <summary>The language of a response, for the instructions that ask for one.</summary>
internal static class ResponseLanguage
{
    /// <summary>The response is in a language.</summary>
    public static InstructionCheck Is(InstructionArguments arguments)
    {
        arguments.RequiredText("language");
        return _ => new InstructionVerdict(null, "its language can't be told");
    }

    /// <summary>The verdict on a response that is surely in another language than the wanted one; null where it may be in that one.</summary>
    public static InstructionVerdict? JudgeOther(InstructionText text, string? wanted) => null;
}
