namespace PromptLab.Models;

/// <summary>What calls cost by a price list.</summary>
internal static class Pricing
{
    private const decimal Million = 1_000_000;

    /// <summary>
    /// The price in US dollars; null where usage or price is unknown, or where a kind of token was used that has no
    /// price.
    /// </summary>
    public static decimal? CostOf(TokenUsage? usage, ModelPrice? price)
    {
        if (usage is null || price is null)
            return null;
        return (usage.InputUncached * price.InputPerMillion / Million)
            + Part(usage.CacheRead, price.CachedInputPerMillion)
            + Part(usage.CacheWrite, price.CacheWritePerMillion)
            + (usage.Output * price.OutputPerMillion / Million);
    }

    // No tokens of a kind cost nothing, whatever their price; some of unknown price make the sum unknown.
    private static decimal? Part(long tokens, decimal? perMillion) => tokens == 0 ? 0 : tokens * perMillion / Million;
}
