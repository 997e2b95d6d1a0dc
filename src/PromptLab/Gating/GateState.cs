namespace PromptLab.Gating;

/// <summary>What became of a gate, the best first.</summary>
public enum GateState
{
    /// <summary>What was measured is allowed.</summary>
    Pass,

    /// <summary>Neither is shown: not that it is allowed, and not that it is not. A warning.</summary>
    Inconclusive,

    /// <summary>There is not enough to judge by: too many errors, nothing to compare with, an unknown price.</summary>
    NotJudged,

    /// <summary>What was measured is not allowed, and chance does not explain it.</summary>
    Fail,
}
