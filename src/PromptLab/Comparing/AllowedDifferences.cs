namespace PromptLab.Comparing;

/// <summary>In what two runs may differ and be compared all the same. One aspect may always vary.</summary>
public sealed record AllowedDifferences
{
    /// <summary>Nothing but the one aspect.</summary>
    public static AllowedDifferences None { get; } = new();

    /// <summary>What may differ besides the first aspect that does; the difference can then be put down to neither.</summary>
    public IReadOnlyCollection<ComparedAspect> Aspects { get; init; } = [];

    /// <summary>True where the items may be others: the runs are compared on those that they have in common.</summary>
    public bool Items { get; init; }
}
