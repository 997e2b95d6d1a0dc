namespace PromptLab.Statistics;

/// <summary>So many of so many.</summary>
internal readonly record struct CountOf
{
    /// <summary>A part of a whole.</summary>
    /// <param name="part">From 0 to <paramref name="total"/>.</param>
    /// <param name="total">0 or more.</param>
    public CountOf(int part, int total)
    {
        Refuse.MoreThan(total, part);
        (Part, Total) = (part, total);
    }

    /// <summary>How many of them, from 0 to <see cref="Total"/>.</summary>
    public int Part { get; }

    /// <summary>How many there are.</summary>
    public int Total { get; }
}
