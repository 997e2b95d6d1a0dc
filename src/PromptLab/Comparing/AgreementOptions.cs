namespace PromptLab.Comparing;

/// <summary>Whose labels to compare with each other: those of runs, of columns of a file, or of the people in it.</summary>
public sealed record AgreementOptions
{
    /// <summary>Runs by id, prompt version, or the name of graded responses; each is a rater. May be empty with a file.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>
    /// The grader whose reading of each response is compared: its label where it reads one, else its score. Null for whether the item
    /// passes.
    /// </summary>
    public string? Grader { get; init; }

    /// <summary>
    /// A CSV or JSON lines file of labels, relative to the folder in which the project was opened: <c>id</c>, and either a column for each
    /// rater, or <c>by</c> and <c>label</c> with a row for each label. Null for none.
    /// </summary>
    public string? Labels { get; init; }

    /// <summary>The columns of the file that are raters; empty for all but <c>id</c>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What labels mean: names, an order, or numbers. The last two need numbers.</summary>
    public AgreementScale Scale { get; init; }

    /// <summary>The seed of resampling; null to derive it from the labels.</summary>
    public long? Seed { get; init; }
}

/// <summary>What the labels of an agreement mean.</summary>
public enum AgreementScale
{
    /// <summary>Names without an order.</summary>
    Nominal,

    /// <summary>Numbers whose order counts, not their distance.</summary>
    Ordinal,

    /// <summary>Numbers whose distances count.</summary>
    Interval,
}
