using PromptLab.Cli.Options;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>
/// What a run would ask and what it would cost, with the messages of the first item that is not of the holdout; nothing
/// is sent.
/// </summary>
internal static class DryRunView
{
    public static int Write(RunSetup setup, RaceBaselines? baselines, bool json, CommandContext context)
    {
        var estimate = RunEstimate.Of(setup);
        var item = setup.Items.FirstOrDefault(item => !item.IsSealed);
        var first = item is null ? null : PromptRenderer.Render(setup.Prompts[0].Prompt, item.Input);
        if (json)
        {
            context.Write(
                new
                {
                    Estimate = estimate,
                    RaceAgainst = baselines?.Runs.Select(run => run.RunId),
                    FirstItem = item?.Id,
                    Messages = first?.Select(message => new { Role = message.Role.Value, Content = message.Text }),
                }
            );
            return ExitCodes.Done;
        }

        context.Out.WriteLine(
            $"{Format.Quantity(estimate.Calls, "call")}: {Format.Quantity(setup.Prompts.Count, "prompt version")} × {Format.Quantity(setup.Models.Count, "model")} × {Format.Quantity(setup.Items.Count, "item")} × {Format.Quantity(setup.Choice.Repeats, "repeat")}"
        );
        context.Out.WriteLine($"input:  ~{Format.Count(estimate.InputTokens)} tokens (characters / 4, ±30%)");
        context.Out.WriteLine(
            estimate.MaxOutputTokens is { } output
                ? $"output: at most {Format.Count(output)} tokens"
                : "output: unknown; give the models max_output_tokens to bound it"
        );
        context.Out.WriteLine(
            estimate.MaxCostUsd is { } cost
                ? cost == 0
                    ? "cost:   $0"
                    : $"cost:   at most ~{Format.Money(cost)}"
                : "cost:   unknown"
        );
        foreach (var baseline in baselines?.Runs ?? [])
            context.Out.WriteLine(
                $"race:   against {baseline.Prompt.Reference} ({baseline.RunId}); what can hardly end ahead is asked no more, so perhaps fewer calls"
            );
        context.Out.WriteLine();
        if (first is not null)
        {
            context.Out.WriteLine($"{setup.Prompts[0].Prompt.Reference}, item {item?.Id}:");
            PromptMessagesView.Write(context, first);
            context.Out.WriteLine();
        }

        context.Out.WriteLine("Nothing was sent.");
        return ExitCodes.Done;
    }
}
