using System.Text.Json.Nodes;

namespace PromptLab.Starting;

/// <summary>An item that is to be written, from a row of somebody's data.</summary>
internal sealed record StarterItem
{
    public required string Id { get; init; }

    /// <summary>The values of the variables, in their order; at least one is not empty.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>What is expected, never empty.</summary>
    public required string Expected { get; init; }

    /// <summary>The fields of what is expected; null where it is no JSON object.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>The cells of columns that have a meaning of ours besides these, such as <c>tags</c>; most often empty.</summary>
    public required IReadOnlyDictionary<string, string> Others { get; init; }

    /// <summary>The split that the data gives it; null for none.</summary>
    public string? Split { get; init; }
}
