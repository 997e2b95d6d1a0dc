namespace PromptLab.Tests.Fuzzing;

/// <summary>A parser, with what it must keep to whatever it is given.</summary>
/// <param name="Name">Its name, which is also that of the folder of its seeds below <c>Corpus</c>.</param>
/// <param name="ReadAsync">
/// Parses bytes; returns where they give a value that reads back, or problems with a place, and throws on anything else.
/// </param>
internal sealed record FuzzTarget(string Name, Func<byte[], Task> ReadAsync)
{
    /// <summary>The texts that are damaged.</summary>
    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Directory
            .GetFiles(Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests/Fuzzing/Corpus", Name))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
    ];
}
