using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Promoting;
using PromptLab.Reporting;

namespace PromptLab.Cli.Views;

/// <summary>Where a label points now.</summary>
internal static class LabelView
{
    /// <summary>Says it, and gives the exit code.</summary>
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
