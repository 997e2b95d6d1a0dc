namespace PromptLab.Models;

/// <summary>
/// A restriction that a kind of provider puts on a model's parameters. Parameters that the provider does not support are
/// rejected, since the client would drop them silently.
/// </summary>
/// <param name="Parameter">The restricted key under <c>parameters</c>.</param>
/// <param name="IsBrokenBy">True if a model's parameters violate the restriction.</param>
/// <param name="Message">What is wrong and how to fix it.</param>
public sealed record ParameterRule(string Parameter, Predicate<ModelParameters> IsBrokenBy, string Message);
