namespace PromptLab.Diagnosing;

/// <summary>Items that share one or two properties and fail more often than the rest.</summary>
internal sealed record Slice
{
    /// <summary>The one or two properties that the items share.</summary>
    public required IReadOnlyList<SliceCondition> Conditions { get; init; }

    /// <summary>The display name: the conditions joined by “and”.</summary>
    public string Name => string.Join(" and ", Conditions.Select(condition => condition.Name));

    /// <summary>The number of decided items in the slice.</summary>
    public required int Items { get; init; }

    /// <summary>The number of failing items in the slice.</summary>
    public required int Fails { get; init; }

    /// <summary>The number of decided items outside the slice.</summary>
    public required int ItemsOutside { get; init; }

    /// <summary>The number of failing items outside the slice.</summary>
    public required int FailsOutside { get; init; }

    /// <summary>The number of failures beyond what the failure rate outside the slice predicts.</summary>
    public required double ExcessFails { get; init; }

    /// <summary>The one-sided hypergeometric p-value, uncorrected.</summary>
    public required double PValue { get; init; }

    /// <summary>The p-value corrected by Benjamini and Hochberg (false discovery rate), for leads.</summary>
    public required double LeadPValue { get; init; }

    /// <summary>The p-value corrected by Holm (family-wise error rate), for established slices.</summary>
    public required double HolmPValue { get; init; }

    /// <summary>
    /// True where Holm's p-value is at most 0.05. Otherwise the slice is a lead, with a Benjamini–Hochberg p-value of at most 0.10.
    /// </summary>
    public bool IsEstablished => HolmPValue <= SliceSearch.EstablishedLevel;

    /// <summary>The ids of its failing items.</summary>
    public required IReadOnlyList<string> FailingIds { get; init; }

    // For a pair of conditions, the indexes of its two single conditions among the candidates.
    internal IReadOnlyList<int> Parents { get; init; } = [];
}
