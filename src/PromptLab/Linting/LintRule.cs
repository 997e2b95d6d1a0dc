namespace PromptLab.Linting;

/// <summary>A kind of finding.</summary>
/// <param name="Id">The stable name, by which findings are silenced.</param>
/// <param name="Level">The level of its findings where the project says nothing else.</param>
/// <param name="Title">What it finds, in a few words.</param>
/// <param name="Help">When it is found, why it matters and how to mend it.</param>
public sealed record LintRule(string Id, LintLevel Level, string Title, string Help);
