using PromptLab.Cli.Options;
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
            context.Write(ReportOf(result));
        else if (result.Move is { } move)
            context.Out.WriteLine($"{result.Prompt}@{result.Label}: {move.From ?? "new"} → {move.To}{LabelText.Grounds(move)}");
        else
            context.Out.WriteLine($"{result.Prompt}@{result.Label}: {result.After} already");
        return ExitCodes.Done;
    }

    private static object ReportOf(LabelResult result) =>
        result.Move is null
            ? new
            {
                result.Prompt,
                result.Label,
                result.Before,
                result.After,
            }
            : new
            {
                result.Prompt,
                result.Label,
                result.Before,
                result.After,
                result.Move,
            };
}
