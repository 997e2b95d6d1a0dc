namespace PromptLab.Experiments;

/// <summary>Whose responses are recorded, and where.</summary>
public sealed record RecordOptions
{
    /// <summary>Runs, by id or the end of it, or prompt versions: their latest runs. At least one.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>The recording, relative to the folder that the project was opened in; what it holds already is kept.</summary>
    public required string File { get; init; }

    /// <summary>True to take the new response where the recording has another one for the same request; else that is an error.</summary>
    public bool Replace { get; init; }
}
