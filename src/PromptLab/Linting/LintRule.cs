namespace PromptLab.Linting;

/// <summary>A lint rule: what it finds, and how severe that is.</summary>
/// <param name="Id">The stable id, by which findings are silenced.</param>
/// <param name="Level">The default severity of its findings.</param>
/// <param name="Title">What it finds, in a few words.</param>
/// <param name="Help">When it reports a finding, why that matters, and how to fix it.</param>
public sealed record LintRule(string Id, LintLevel Level, string Title, string Help)
{
    /// <summary>True for what is told before a run too, since its calls are hardly worth their price.</summary>
    internal bool IsToldBeforeRuns { get; init; }
}
