using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Planning;

/// <summary>The calls, tokens and cost of a planned run, computed before anything is sent.</summary>
public sealed record RunEstimate
{
    /// <summary>The number of calls, without retries.</summary>
    public required int Calls { get; init; }

    /// <summary>The estimated input tokens: one per four characters, within 30% for most texts and tokenizers.</summary>
    public required long InputTokens { get; init; }

    /// <summary>The maximum number of output tokens; null where a model has no <c>max_output_tokens</c>.</summary>
    public required long? MaxOutputTokens { get; init; }

    /// <summary>
    /// The maximum cost in US dollars, given the estimated input tokens; null where a model has no price or no
    /// <c>max_output_tokens</c>.
    /// </summary>
    public required decimal? MaxCostUsd { get; init; }

    /// <summary>Estimates a run by rendering the messages of every call.</summary>
    internal static RunEstimate Of(RunSetup setup)
    {
        var input = setup.Choice.Repeats * setup.Prompts.Sum(chosen => setup.Items.Sum(item => TokensOf(chosen.Prompt, item)));
        long callsPerModel = setup.Calls / setup.Models.Count;
        return new RunEstimate
        {
            Calls = setup.Calls,
            InputTokens = input * setup.Models.Count,
            MaxOutputTokens = setup.Models.All(model => model.Parameters.MaxOutputTokens is not null)
                ? setup.Models.Sum(model => callsPerModel * model.Parameters.MaxOutputTokens!.Value)
                : null,
            MaxCostUsd = Sum(setup.Models.Select(model => CostOf(model, input, callsPerModel))),
        };
    }

    private static long TokensOf(Prompt prompt, EvalSets.EvalItem item) => TokenEstimate.OfInput(PromptRenderer.Render(prompt, item.Input));

    private static decimal? CostOf(ModelDefinition model, long input, long calls) =>
        model.Parameters.MaxOutputTokens is { } output
            ? Pricing.CostOf(new TokenUsage { InputUncached = input, OutputVisible = calls * output }, model.Price)
            : null;

    private static decimal? Sum(IEnumerable<decimal?> costs)
    {
        var all = costs.ToList();
        return all.Contains(null) ? null : all.Sum();
    }
}
