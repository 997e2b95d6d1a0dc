using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>A comparison with all that is said of it.</summary>
/// <param name="Baseline">The run that is compared with.</param>
/// <param name="Candidate">The run that is judged.</param>
/// <param name="Facts">What differs between the two.</param>
/// <param name="Change">What a difference can be put down to.</param>
/// <param name="Evidence">What was found.</param>
public sealed record WeighedComparison(
    RunRecord Baseline,
    RunRecord Candidate,
    Comparability Facts,
    ComparedChange Change,
    ComparisonEvidence Evidence
);
