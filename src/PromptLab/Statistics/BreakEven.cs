namespace PromptLab.Statistics;

/// <summary>When a one-off cost, such as tuning a model or shortening a prompt, is paid back by cheaper queries.</summary>
/// <remarks>
/// Plain arithmetic on the given prices, all in one currency. Caching, retraining and wrong answers are left out unless their
/// cost is part of the prices.
/// </remarks>
internal static class BreakEven
{
    /// <summary>The cost of one query at a price per 1,000 tokens.</summary>
    /// <param name="tokens">0 or more.</param>
    /// <param name="pricePer1000">0 or more.</param>
    public static decimal CostOfQuery(int tokens, decimal pricePer1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        ArgumentOutOfRangeException.ThrowIfNegative(pricePer1000);
        return tokens * pricePer1000 / 1000;
    }

    /// <summary>The total number of queries that pays back a fixed cost, not rounded; null if it is never paid back.</summary>
    /// <param name="fixedCost">The one-off cost, 0 or more.</param>
    /// <param name="baselineCost">The cost of a query before the change, 0 or more.</param>
    /// <param name="tunedCost">The cost of a query after the change, 0 or more.</param>
    public static decimal? QueriesRaw(decimal fixedCost, decimal baselineCost, decimal tunedCost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fixedCost);
        ArgumentOutOfRangeException.ThrowIfNegative(baselineCost);
        ArgumentOutOfRangeException.ThrowIfNegative(tunedCost);
        return baselineCost > tunedCost ? fixedCost / (baselineCost - tunedCost) : null;
    }

    /// <summary>The total number of queries that pays back a fixed cost, rounded up; null if it is never paid back.</summary>
    /// <param name="fixedCost">The one-off cost, 0 or more.</param>
    /// <param name="baselineCost">The cost of a query before the change, 0 or more.</param>
    /// <param name="tunedCost">The cost of a query after the change, 0 or more.</param>
    public static long? Queries(decimal fixedCost, decimal baselineCost, decimal tunedCost) =>
        QueriesRaw(fixedCost, baselineCost, tunedCost) is { } queries && queries <= long.MaxValue ? (long)Math.Ceiling(queries) : null;

    /// <summary>The number of months until a fixed cost is paid back; null if it never is.</summary>
    /// <param name="fixedCost">The one-off cost, 0 or more.</param>
    /// <param name="savingPerQuery">Negative if queries become more expensive.</param>
    /// <param name="queriesPerMonth">0 or more.</param>
    /// <param name="monthlyCost">A recurring monthly cost, such as hosting; 0 or more.</param>
    public static decimal? Months(decimal fixedCost, decimal savingPerQuery, long queriesPerMonth, decimal monthlyCost = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fixedCost);
        ArgumentOutOfRangeException.ThrowIfNegative(queriesPerMonth);
        ArgumentOutOfRangeException.ThrowIfNegative(monthlyCost);
        var saved = (queriesPerMonth * savingPerQuery) - monthlyCost;
        return saved > 0 ? fixedCost / saved : null;
    }
}
