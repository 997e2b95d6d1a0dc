namespace PromptLab.Calling;

/// <summary>How a run uses the response cache.</summary>
public enum CacheMode
{
    /// <summary>Neither reads nor writes.</summary>
    Off,

    /// <summary>Reads cached responses and stores new ones.</summary>
    ReadWrite,

    /// <summary>Reads cached responses but stores none.</summary>
    ReadOnly,
}
