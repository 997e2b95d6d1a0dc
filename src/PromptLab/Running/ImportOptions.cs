using PromptLab.EvalSets;

namespace PromptLab.Running;

/// <summary>How a file of responses is read.</summary>
internal sealed record ImportOptions
{
    private const int MostResponses = 1_000_000;

    /// <summary>The names that the eval set gives for the columns; a column with our name is read where there is none.</summary>
    public ItemMapping Mapping { get; init; } = ItemMapping.None;

    /// <summary>The further columns that are kept for graders that read them.</summary>
    public HashSet<string> Recorded { get; init; } = [];

    /// <summary>True if tokens and costs are running totals down the file.</summary>
    public bool HasRunningTotals { get; init; }

    /// <summary>The greatest number of responses, each of which is held until it is graded.</summary>
    public int Most { get; init; } = MostResponses;
}
