namespace PromptLab.Statistics;

/// <summary>When what was spent once, on tuning a model or shortening a prompt, is paid back by cheaper queries.</summary>
/// <remarks>
/// Plain arithmetic on the prices that are given. Money is one currency throughout; caching, retraining and wrong
/// answers are not in it unless their cost is.
/// </remarks>
internal static class BreakEven
{
    /// <summary>The cost of one query at a price for 1,000 tokens.</summary>
    /// <param name="tokens">0 or more.</param>
    /// <param name="pricePer1000">0 or more.</param>
    public static decimal CostOfQuery(int tokens, decimal pricePer1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        ArgumentOutOfRangeException.ThrowIfNegative(pricePer1000);
        return tokens * pricePer1000 / 1000;
    }

    /// <summary>The number of queries that pays a fixed cost back, not rounded, in all and not a month; null for never.</summary>
    /// <param name="fixedCost">What is spent once, 0 or more.</param>
    /// <param name="baselineCost">A query before, 0 or more.</param>
    /// <param name="tunedCost">A query afterwards, 0 or more.</param>
    public static decimal? QueriesRaw(decimal fixedCost, decimal baselineCost, decimal tunedCost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fixedCost);
        ArgumentOutOfRangeException.ThrowIfNegative(baselineCost);
        ArgumentOutOfRangeException.ThrowIfNegative(tunedCost);
        return baselineCost > tunedCost ? fixedCost / (baselineCost - tunedCost) : null;
    }

    /// <summary>The number of queries that pays a fixed cost back, in all and not a month; null for never.</summary>
    /// <param name="fixedCost">What is spent once, 0 or more.</param>
    /// <param name="baselineCost">A query before, 0 or more.</param>
    /// <param name="tunedCost">A query afterwards, 0 or more.</param>
    public static long? Queries(decimal fixedCost, decimal baselineCost, decimal tunedCost) =>
        QueriesRaw(fixedCost, baselineCost, tunedCost) is { } queries && queries <= long.MaxValue ? (long)Math.Ceiling(queries) : null;

    /// <summary>The months until a fixed cost is paid back; null for never.</summary>
    /// <param name="fixedCost">What is spent once, 0 or more.</param>
    /// <param name="savingPerQuery">Below 0 where queries become dearer.</param>
    /// <param name="queriesPerMonth">0 or more.</param>
    /// <param name="monthlyCost">What is spent every month besides, such as hosting; 0 or more.</param>
    public static decimal? Months(decimal fixedCost, decimal savingPerQuery, long queriesPerMonth, decimal monthlyCost = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fixedCost);
        ArgumentOutOfRangeException.ThrowIfNegative(queriesPerMonth);
        ArgumentOutOfRangeException.ThrowIfNegative(monthlyCost);
        var saved = (queriesPerMonth * savingPerQuery) - monthlyCost;
        return saved > 0 ? fixedCost / saved : null;
    }
}
