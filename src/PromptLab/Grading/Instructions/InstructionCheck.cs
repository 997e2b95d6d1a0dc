namespace PromptLab.Grading.Instructions;

/// <summary>Checks whether a response follows one instruction; never throws, whatever the text.</summary>
internal delegate InstructionVerdict InstructionCheck(InstructionText text);

/// <summary>Whether a response follows an instruction, and what was found in it.</summary>
/// <param name="IsFollowed">Null where this can't be decided.</param>
/// <param name="Found">What was found and what was wanted, as a clause without a full stop: “it has 3 words, not at least 50”.</param>
internal readonly record struct InstructionVerdict(bool? IsFollowed, string Found)
{
    /// <summary>The verdict of a check that can always decide.</summary>
    public static InstructionVerdict Of(bool isFollowed, string found) => new(isFollowed, found);
}

/// <summary>One instruction of an item, ready to be checked.</summary>
/// <param name="Name">Its name or id, as it was written.</param>
/// <param name="Language">The language of its rules, as the prefix of its id or the option says; null where nothing does.</param>
/// <param name="Code">The reason code where it is not followed.</param>
/// <param name="Check">Checks a response.</param>
internal sealed record Instruction(string Name, string? Language, ReasonCode Code, InstructionCheck Check);
