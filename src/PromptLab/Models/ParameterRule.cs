namespace PromptLab.Models;

/// <summary>
/// What a kind of provider demands of a model's parameters. A parameter that it has no word for would be dropped
/// without a sign, so it is refused.
/// </summary>
/// <param name="Parameter">The key under <c>parameters</c> that the rule is about.</param>
/// <param name="IsBrokenBy">True where a model's parameters break the rule.</param>
/// <param name="Message">What is wrong and how to fix it.</param>
public sealed record ParameterRule(string Parameter, Predicate<ModelParameters> IsBrokenBy, string Message);
