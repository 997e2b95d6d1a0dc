namespace PromptLab.Comparing;

/// <summary>The evidence on one grader, tag or amount.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Evidence">What the comparison found.</param>
public sealed record NamedEvidence(string Name, PairedEvidence Evidence);
