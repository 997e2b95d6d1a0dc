using PromptLab.Projects;
using PromptLab.Prompts;
using PromptLab.Reporting;

namespace PromptLab.Cli.Views;

/// <summary>
/// What a run would ask and what it would cost, with the messages of the first item that is not of the holdout; nothing
/// is sent.
/// </summary>
internal static class DryRunView
{
    public static int Write(RunSetup setup, RaceBaselines? baselines, bool json, Surroundings surroundings)
    {
        var estimate = RunEstimate.Of(setup);
        var item = setup.Items.FirstOrDefault(item => !item.IsSealed);
        var first = item is null ? null : PromptRenderer.Render(setup.Prompts[0].Prompt, item.Input);
        if (json)
        {
            surroundings.Write(
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

        surroundings.Out.WriteLine(
            $"{Shown.Of(estimate.Calls, "call")}: {Shown.Of(setup.Prompts.Count, "prompt version")} × {Shown.Of(setup.Models.Count, "model")} × {Shown.Of(setup.Items.Count, "item")} × {Shown.Of(setup.Choice.Repeats, "repeat")}"
        );
        surroundings.Out.WriteLine($"input:  ~{Shown.Count(estimate.InputTokens)} tokens (characters / 4, ±30%)");
        surroundings.Out.WriteLine(
            estimate.MaxOutputTokens is { } output
                ? $"output: at most {Shown.Count(output)} tokens"
                : "output: unknown; give the models max_output_tokens to bound it"
        );
        surroundings.Out.WriteLine(
            estimate.MaxCostUsd is { } cost
                ? cost == 0
                    ? "cost:   $0"
                    : $"cost:   at most ~{Shown.Money(cost)}"
                : "cost:   unknown"
        );
        foreach (var baseline in baselines?.Runs ?? [])
            surroundings.Out.WriteLine(
                $"race:   against {baseline.Prompt.Reference} ({baseline.RunId}); what can hardly end ahead is asked no more, so perhaps fewer calls"
            );
        surroundings.Out.WriteLine();
        if (first is not null)
        {
            surroundings.Out.WriteLine($"{setup.Prompts[0].Prompt.Reference}, item {item?.Id}:");
            PromptMessagesView.Write(surroundings, first);
            surroundings.Out.WriteLine();
        }

        surroundings.Out.WriteLine("Nothing was sent.");
        return ExitCodes.Done;
    }
}
