namespace PromptLab.Comparing;

/// <summary>An item that can't be paired.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Explanation">Why not, as a sentence.</param>
internal sealed record LeftOutItem(string ItemId, LeftOutReason Reason, string Explanation);

/// <summary>Why an item can't be paired.</summary>
internal enum LeftOutReason
{
    /// <summary>The candidate was not asked it.</summary>
    BaselineOnly,

    /// <summary>The baseline was not asked it.</summary>
    CandidateOnly,

    /// <summary>Its input, its expected or its graders differ between the runs, or between the repeats of one run.</summary>
    ItemDiffers,
}
