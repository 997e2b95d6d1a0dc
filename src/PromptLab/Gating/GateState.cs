namespace PromptLab.Gating;

/// <summary>The state of a judged gate, from best to worst.</summary>
public enum GateState
{
    /// <summary>The measured value is allowed.</summary>
    Pass,

    /// <summary>The data show neither that the value is allowed nor that it is not: a warning.</summary>
    Inconclusive,

    /// <summary>The data do not suffice: too many errors, nothing to compare with, or an unknown price.</summary>
    NotJudged,

    /// <summary>The measured value is not allowed, and chance does not explain it.</summary>
    Fail,
}
