namespace PromptLab.JsonSchemas;

/// <summary>Something wrong with a schema itself.</summary>
/// <param name="Pointer">The JSON pointer of the place in the schema; empty for the whole schema.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
internal sealed record SchemaProblem(string Pointer, string Message)
{
    /// <summary>True if the schema can be used nevertheless.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The sentence with its place.</summary>
    public override string ToString() => Pointer.Length == 0 ? Message : $"At {Pointer}: {Message}";
}
