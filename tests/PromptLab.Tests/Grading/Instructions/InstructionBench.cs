using System.Text.Json.Nodes;
using PromptLab.Grading.Instructions;

namespace PromptLab.Tests.Grading.Instructions;

/// <summary>Checks of single instructions, written as in an item.</summary>
internal static class InstructionBench
{
    /// <summary>Whether a text follows an instruction, and what was found.</summary>
    /// <param name="instruction">The instruction in JSON.</param>
    /// <param name="text">The response.</param>
    /// <param name="language">The language of the rules; null for none.</param>
    public static InstructionVerdict Check(string instruction, string text, string? language = null)
    {
        var reader = new InstructionReader(language);
        var read = reader.Read(JsonNode.Parse(instruction));
        Assert.Equal("", string.Join('\n', reader.Problems.Select(problem => problem.Message)));
        return Assert.Single(read).Check(new InstructionText(text, read[0].Language));
    }

    /// <summary>Whether a text follows an instruction; null where that can't be decided.</summary>
    public static bool? IsFollowed(string instruction, string text, string? language = null) =>
        Check(instruction, text, language).IsFollowed;

    /// <summary>What is wrong with a list of instructions, a line for each problem.</summary>
    public static string ProblemsOf(string instructions)
    {
        var reader = new InstructionReader(null);
        reader.Read(JsonNode.Parse(instructions));
        return string.Join('\n', reader.Problems.Select(problem => problem.Message));
    }
}
