namespace PromptLab.Running;

/// <summary>A response that was recorded outside PromptLab and read from a file.</summary>
internal sealed record ImportedResponse
{
    public required string ItemId { get; init; }

    /// <summary>The repeat, from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>The text; null where there was no response.</summary>
    public string? Text { get; init; }

    /// <summary>True to grade a text that says nothing, as a wrong answer; false makes it an error.</summary>
    public bool GradesSilence { get; init; }

    /// <summary>Why there was no response; null where the file gives no reason.</summary>
    public string? Error { get; init; }

    /// <summary>What the file says of the call; null where it says nothing.</summary>
    public ImportedCall? Call { get; init; }

    /// <summary>The columns that graders read, such as scores that people gave; null where no grader reads any.</summary>
    public IReadOnlyDictionary<string, string>? Recorded { get; init; }

    /// <summary>The line of the file on which the response begins, from 1.</summary>
    public required int Line { get; init; }
}
