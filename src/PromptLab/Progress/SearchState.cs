namespace PromptLab.Progress;

/// <summary>Where the search for a better version stands.</summary>
public enum SearchState
{
    /// <summary>There is reason to try another version.</summary>
    Improving,

    /// <summary>
    /// So many versions in a row brought nothing that the set could see that another gain of the wanted size is
    /// unlikely.
    /// </summary>
    Plateau,

    /// <summary>
    /// Many versions in a row brought nothing, but the set would miss a gain of the wanted size at least every other
    /// time.
    /// </summary>
    Underpowered,

    /// <summary>So few failures are left that even a perfect version could not be told from chance.</summary>
    Ceiling,

    /// <summary>The money set aside for the prompt is spent.</summary>
    Budget,
}
