namespace PromptLab.Grading.Texts;

/// <summary>A count, or the bounds of one that can't be told for certain: Thai has no blanks between words.</summary>
/// <param name="Least">The smallest count that is possible.</param>
/// <param name="Most">The largest count that is possible.</param>
internal readonly record struct CountRange(int Least, int Most)
{
    /// <summary>True if the count is known.</summary>
    public bool IsExact => Least == Most;

    public static CountRange Of(int count) => new(count, count);
}
