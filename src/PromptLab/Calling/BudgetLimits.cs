namespace PromptLab.Calling;

/// <summary>What a run as a whole may use. Null is no limit.</summary>
/// <param name="MaxCostUsd">US dollars.</param>
/// <param name="MaxRequests">Requests, every attempt counted.</param>
/// <param name="MaxTokens">Tokens, input and output together.</param>
internal sealed record BudgetLimits(decimal? MaxCostUsd, int? MaxRequests, long? MaxTokens)
{
    /// <summary>No limit at all.</summary>
    public static BudgetLimits None { get; } = new(null, null, null);

    /// <summary>True where nothing is limited.</summary>
    public bool IsUnlimited => MaxCostUsd is null && MaxRequests is null && MaxTokens is null;
}

/// <summary>What was used of a budget. Sums of unknown parts leave them out.</summary>
/// <param name="CostUsd">US dollars.</param>
/// <param name="Requests">Requests.</param>
/// <param name="Tokens">Tokens.</param>
internal sealed record BudgetUse(decimal CostUsd, int Requests, long Tokens)
{
    /// <summary>Nothing.</summary>
    public static BudgetUse None { get; } = new(0, 0, 0);

    /// <summary>Two uses together.</summary>
    public static BudgetUse operator +(BudgetUse one, BudgetUse other) => one.Plus(other);

    /// <summary>One use without another.</summary>
    public static BudgetUse operator -(BudgetUse one, BudgetUse other) => one.Minus(other);

    /// <summary>Two uses together.</summary>
    public BudgetUse Plus(BudgetUse other) => new(CostUsd + other.CostUsd, Requests + other.Requests, Tokens + other.Tokens);

    /// <summary>This use without another.</summary>
    public BudgetUse Minus(BudgetUse other) => new(CostUsd - other.CostUsd, Requests - other.Requests, Tokens - other.Tokens);
}
