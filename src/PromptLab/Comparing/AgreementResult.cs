using PromptLab.Statistics;
using PromptLab.Workspace;

namespace PromptLab.Comparing;

/// <summary>How far raters agree beyond chance.</summary>
public sealed record AgreementResult : ProjectResult
{
    /// <summary>The raters, in the order in which they were named.</summary>
    public required IReadOnlyList<string> Raters { get; init; }

    /// <summary>How many items have at least one label.</summary>
    public required int Items { get; init; }

    /// <summary>How many items of the holdout were left out.</summary>
    public required int Sealed { get; init; }

    /// <summary>What the labels mean.</summary>
    public required AgreementScale Scale { get; init; }

    /// <summary>Each two raters.</summary>
    public required IReadOnlyList<RaterPair> Pairs { get; init; }

    /// <summary>How many labelled units all raters have labelled; a unit is an item in one repeat.</summary>
    public required int Complete { get; init; }

    /// <summary>
    /// Fleiss' kappa of all raters over the units that all have labelled; without a value for two raters, for numbers on a scale, and where
    /// all labels are the same.
    /// </summary>
    public required Coefficient Fleiss { get; init; }

    /// <summary>
    /// Krippendorff's alpha of all raters by the scale, over all units with two labels or more; without a value where all labels are the
    /// same.
    /// </summary>
    public required Coefficient Krippendorff { get; init; }
}

/// <summary>The agreement of two raters.</summary>
/// <param name="First">The first rater.</param>
/// <param name="Second">The second rater.</param>
/// <param name="Units">How many units both have labelled.</param>
/// <param name="Agreement">The share of them with the same label, from 0 to 1; without a value where there are none.</param>
/// <param name="Kappa">
/// Cohen's kappa: unweighted for names, quadratic for an order or numbers. Without a value where both use a single label, and the same one.
/// </param>
/// <param name="Differing">The first units on which they differ, in order of item.</param>
public sealed record RaterPair(
    string First,
    string Second,
    int Units,
    Coefficient Agreement,
    Coefficient Kappa,
    IReadOnlyList<DifferingLabels> Differing
);

/// <summary>Two labels of one unit that differ.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Repeat">The repeat, from 1.</param>
/// <param name="First">The first rater's label.</param>
/// <param name="Second">The second rater's label.</param>
public sealed record DifferingLabels(string ItemId, int Repeat, string First, string Second);

/// <summary>A measure of agreement.</summary>
/// <param name="Value">At most 1; null where it is not defined.</param>
/// <param name="Interval">
/// Its 95% interval: of a share Wilson's where items stand alone, else from resampling items or clusters. Null below two of them, and where
/// it does not vary.
/// </param>
public sealed record Coefficient(double? Value, Interval? Interval)
{
    internal static Coefficient None { get; } = new(null, null);
}
