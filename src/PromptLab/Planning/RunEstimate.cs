using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Planning;

/// <summary>What a run will ask and cost at most, before anything is sent.</summary>
public sealed record RunEstimate
{
    /// <summary>The number of calls.</summary>
    public required int Calls { get; init; }

    /// <summary>The input tokens, one for every four characters: within 30% for most texts and tokenizers.</summary>
    public required long InputTokens { get; init; }

    /// <summary>The most output tokens that the models may write; null where one of them is not bounded.</summary>
    public required long? MaxOutputTokens { get; init; }

    /// <summary>The highest price in US dollars by the estimate of the input; null where a price or a bound is unknown.</summary>
    public required decimal? MaxCostUsd { get; init; }

    /// <summary>Estimates a run by rendering every call of it.</summary>
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
