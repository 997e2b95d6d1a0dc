namespace PromptLab.Calling;

/// <summary>The limits of a whole run. Null means no limit.</summary>
/// <param name="MaxCostUsd">The maximum cost in US dollars.</param>
/// <param name="MaxRequests">The maximum number of requests, counting every attempt.</param>
/// <param name="MaxTokens">The maximum number of input and output tokens.</param>
internal sealed record BudgetLimits(decimal? MaxCostUsd, int? MaxRequests, long? MaxTokens)
{
    /// <summary>No limits.</summary>
    public static BudgetLimits None { get; } = new(null, null, null);

    /// <summary>True if there is no limit at all.</summary>
    public bool IsUnlimited => MaxCostUsd is null && MaxRequests is null && MaxTokens is null;
}

/// <summary>The used part of a budget. Unknown costs count as 0.</summary>
/// <param name="CostUsd">The cost in US dollars.</param>
/// <param name="Requests">The number of requests, counting every attempt.</param>
/// <param name="Tokens">The number of input and output tokens.</param>
internal sealed record BudgetUse(decimal CostUsd, int Requests, long Tokens)
{
    /// <summary>Zero of everything.</summary>
    public static BudgetUse None { get; } = new(0, 0, 0);

    /// <summary>Adds two uses.</summary>
    public static BudgetUse operator +(BudgetUse one, BudgetUse other) => one.Plus(other);

    /// <summary>Subtracts one use from another.</summary>
    public static BudgetUse operator -(BudgetUse one, BudgetUse other) => one.Minus(other);

    /// <summary>Adds another use.</summary>
    public BudgetUse Plus(BudgetUse other) => new(CostUsd + other.CostUsd, Requests + other.Requests, Tokens + other.Tokens);

    /// <summary>Subtracts another use.</summary>
    public BudgetUse Minus(BudgetUse other) => new(CostUsd - other.CostUsd, Requests - other.Requests, Tokens - other.Tokens);
}
