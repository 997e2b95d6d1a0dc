namespace PromptLab.Comparing;

/// <summary>The test that gave a p-value.</summary>
public enum PairedTest
{
    /// <summary>McNemar's test with the mid-p-value, on items that are right or wrong.</summary>
    MidPMcNemar,

    /// <summary>The sign-flip permutation test over every pattern of signs.</summary>
    SignFlipExact,

    /// <summary>The sign-flip permutation test over a random choice of patterns.</summary>
    SignFlipSampled,
}
