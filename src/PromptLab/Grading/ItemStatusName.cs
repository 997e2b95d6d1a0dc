using System.Text.Json;

namespace PromptLab.Grading;

/// <summary>A status in one word, as files have it: <c>pass</c>, <c>fail</c>, <c>undecided</c> or <c>error</c>.</summary>
internal static class ItemStatusName
{
    private static readonly Dictionary<string, ItemStatus> ByName = Enum.GetValues<ItemStatus>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>The word of a status.</summary>
    public static string Of(ItemStatus status) =>
        status switch
        {
            ItemStatus.Pass => "pass",
            ItemStatus.Fail => "fail",
            ItemStatus.Undecided => "undecided",
            ItemStatus.Error => "error",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
        };

    /// <summary>The status of a word.</summary>
    /// <exception cref="JsonException">It is no status.</exception>
    public static ItemStatus Read(string name) =>
        ByName.TryGetValue(name, out var status) ? status : throw new JsonException($"“{name}” is no status of a response.");
}
