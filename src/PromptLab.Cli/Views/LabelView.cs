using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Promoting;
using PromptLab.Reporting;

namespace PromptLab.Cli.Views;

/// <summary>Shows the move of a label.</summary>
internal static class LabelView
{
    /// <summary>Writes the result and returns the exit code.</summary>
    public static int Write(LabelResult result, bool json, CommandContext context)
    {
        if (json)
            context.Write(LabelOutput.Of(result));
        else if (result.Move is { } move)
            context.Out.WriteLine($"{result.Prompt}@{result.Label}: {move.From ?? "new"} → {move.To}{LabelText.Grounds(move)}");
        else
            context.Out.WriteLine($"{result.Prompt}@{result.Label}: {result.After} already");
        return ExitCodes.Done;
    }
}
