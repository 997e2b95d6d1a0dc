namespace PromptLab.Statistics;

/// <summary>A part of a whole, as two counts: 12 of 20.</summary>
internal readonly record struct Proportion
{
    /// <summary>Creates a proportion; throws <see cref="ArgumentOutOfRangeException"/> if the part is not from 0 to the total.</summary>
    /// <param name="part">From 0 to <paramref name="total"/>.</param>
    /// <param name="total">0 or more.</param>
    public Proportion(int part, int total)
    {
        Require.PartOf(total, part);
        (Part, Total) = (part, total);
    }

    /// <summary>The size of the part, from 0 to <see cref="Total"/>.</summary>
    public int Part { get; }

    /// <summary>The size of the whole, 0 or more.</summary>
    public int Total { get; }
}
