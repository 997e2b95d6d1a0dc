namespace PromptLab.Progress;

/// <summary>The state of the search for a better version.</summary>
public enum SearchState
{
    /// <summary>Another version is worth trying.</summary>
    Improving,

    /// <summary>
    /// So many consecutive versions had no gain that the eval set could detect that another gain of the sought size is unlikely.
    /// </summary>
    Plateau,

    /// <summary>
    /// Many consecutive versions had no gain, but the eval set would miss a gain of the sought size at least half of the time.
    /// </summary>
    Underpowered,

    /// <summary>So few failures remain that even a perfect version would not be significantly better.</summary>
    Ceiling,

    /// <summary>The spending cap of the prompt is reached.</summary>
    Budget,
}
