namespace PromptLab.Diagnosing;

/// <summary>Items with one or two properties in common that fail more often than the others.</summary>
public sealed record Slice
{
    /// <summary>The one or two conditions.</summary>
    public required IReadOnlyList<SliceCondition> Conditions { get; init; }

    /// <summary>The conditions as people read them.</summary>
    public string Name => string.Join(" and ", Conditions.Select(condition => condition.Name));

    /// <summary>How many decided items it has.</summary>
    public required int Items { get; init; }

    /// <summary>How many of them fail.</summary>
    public required int Fails { get; init; }

    /// <summary>How many decided items lie outside of it.</summary>
    public required int ItemsOutside { get; init; }

    /// <summary>How many of those fail.</summary>
    public required int FailsOutside { get; init; }

    /// <summary>The failures above what the rate outside would lead one to expect.</summary>
    public required double ExcessFails { get; init; }

    /// <summary>The one-sided hypergeometric p-value, before correction.</summary>
    public required double PValue { get; init; }

    /// <summary>The p-value after Benjamini and Hochberg, for a list to look at.</summary>
    public required double LeadPValue { get; init; }

    /// <summary>The p-value after Holm, for a claim.</summary>
    public required double HolmPValue { get; init; }

    /// <summary>
    /// True where Holm's p-value is at most 0.05; else it is a lead, whose p-value after Benjamini and Hochberg is at
    /// most 0.10.
    /// </summary>
    public bool IsEstablished => HolmPValue <= SliceSearch.EstablishedAt;

    /// <summary>The ids of its failing items.</summary>
    public required IReadOnlyList<string> FailingIds { get; init; }

    // Where its single conditions stand among the slices that were made.
    internal IReadOnlyList<int> Parents { get; init; } = [];
}
