namespace PromptLab.Cli;

/// <summary>What a command line asked <c>promptlab confirm</c> for.</summary>
internal sealed record ConfirmOptions
{
    /// <summary>The version that the claim is on.</summary>
    public required string Candidate { get; init; }

    /// <summary>The version that it is held against, as a whole reference or as a version or label of the same prompt.</summary>
    public required string Against { get; init; }

    /// <summary>How it is asked: the eval set, the model, the limits.</summary>
    public required RunOptions Run { get; init; }

    /// <summary>The loss that would be borne, in percentage points; null for the usual one.</summary>
    public decimal? MarginPoints { get; init; }

    /// <summary>Why, in somebody's words; null where nobody said.</summary>
    public string? Why { get; init; }
}
