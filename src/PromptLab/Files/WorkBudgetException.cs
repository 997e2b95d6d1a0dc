namespace PromptLab.Files;

/// <summary>The work on a text was given up because it exceeds a <see cref="WorkBudget"/>. Its result is unknown.</summary>
/// <param name="excess">What it takes, such as “more than 5,000,000 steps”.</param>
internal sealed class WorkBudgetException(string excess) : Exception($"It takes {excess}.")
{
    /// <summary>What it takes, such as “more than 5,000,000 steps”.</summary>
    public string Excess { get; } = excess;
}
