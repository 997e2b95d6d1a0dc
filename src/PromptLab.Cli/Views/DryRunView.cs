using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Experiments;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>Shows what a run would send and cost, with the messages of the first item outside the holdout.</summary>
internal static class DryRunView
{
    /// <summary>The forecast as JSON output.</summary>
    public static ForecastOutput OutputOf(RunForecast forecast) =>
        new(
            forecast.Estimate,
            forecast.RaceAgainst is { } raced ? [.. raced.Select(run => run.RunId)] : null,
            forecast.FirstItem,
            forecast.Messages is { } messages ? MessageOutput.Of(messages) : null
        );

    public static void Write(RunForecast forecast, CommandContext context)
    {
        var (estimate, writer) = (forecast.Estimate, context.Out);
        writer.WriteLine(
            $"{Format.Quantity(estimate.Calls, "call")}: {Format.Quantity(forecast.Prompts.Count, "prompt version")} × {Format.Quantity(forecast.Models.Count, "model")} × {Format.Quantity(forecast.Items, "item")} × {Format.Quantity(forecast.Repeats, "repeat")}"
        );
        writer.WriteLine($"input:  ~{Format.Count(estimate.InputTokens)} tokens (characters / 4, ±30%)");
        writer.WriteLine(
            estimate.MaxOutputTokens is { } output
                ? $"output: at most {Format.Count(output)} tokens"
                : "output: unknown; give the models max_output_tokens to bound it"
        );
        writer.WriteLine(
            estimate.MaxCostUsd is { } cost
                ? cost == 0
                    ? "cost:   $0"
                    : $"cost:   at most ~{Format.Money(cost)}"
                : "cost:   unknown"
        );
        foreach (var baseline in forecast.RaceAgainst ?? [])
            writer.WriteLine(
                $"race:   against {baseline.Prompt.Reference} ({baseline.RunId}); what can hardly end ahead is asked no more, so perhaps fewer calls"
            );
        writer.WriteLine();
        if (forecast.Messages is not null)
        {
            writer.WriteLine($"{forecast.Prompts[0]}, item {forecast.FirstItem}:");
            PromptMessagesView.Write(context, forecast.Messages);
            writer.WriteLine();
        }

        writer.WriteLine("Nothing was sent.");
    }
}
