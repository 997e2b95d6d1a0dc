namespace PromptLab.Calling;

/// <summary>What a run does with the response cache.</summary>
public enum CacheMode
{
    /// <summary>It neither reads nor writes it.</summary>
    Off,

    /// <summary>It takes what is there and keeps what it asks.</summary>
    ReadWrite,

    /// <summary>It takes what is there and keeps nothing.</summary>
    ReadOnly,
}
