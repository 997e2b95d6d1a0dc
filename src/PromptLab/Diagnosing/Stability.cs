namespace PromptLab.Diagnosing;

/// <summary>How an item came out over its decided repeats.</summary>
public enum Stability
{
    /// <summary>Every repeat passes.</summary>
    AlwaysPass,

    /// <summary>Some pass and some fail.</summary>
    Flaky,

    /// <summary>Every repeat fails.</summary>
    AlwaysFail,
}
