namespace PromptLab.Models;

/// <summary>Computes the cost of calls from token usage and prices.</summary>
internal static class Pricing
{
    private const decimal Million = 1_000_000;

    /// <summary>The cost in US dollars; null if usage or price is unknown, or if tokens of a kind without a price were used.</summary>
    public static decimal? CostOf(TokenUsage? usage, ModelPrice? price)
    {
        if (usage is null || price is null)
            return null;
        return (usage.InputUncached * price.InputPerMillion / Million)
            + PartialCost(usage.CacheRead, price.CachedInputPerMillion)
            + PartialCost(usage.CacheWrite, price.CacheWritePerMillion)
            + (usage.Output * price.OutputPerMillion / Million);
    }

    // Unused kinds of tokens cost nothing, whatever their price; used ones of unknown price make the sum unknown.
    private static decimal? PartialCost(long tokens, decimal? perMillion) => tokens == 0 ? 0 : tokens * perMillion / Million;
}
