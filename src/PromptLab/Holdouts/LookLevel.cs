using PromptLab.Comparing;

namespace PromptLab.Holdouts;

/// <summary>What p-value a claim may have at most, by how often the holdout was looked at.</summary>
public static class LookLevel
{
    /// <summary>5% divided by the number of looks, so that a claim answers for the looks before it.</summary>
    /// <param name="looks">How many looks were taken, this one among them; from 1.</param>
    public static double Of(int looks) => PairedEvidence.Alpha / looks;
}
