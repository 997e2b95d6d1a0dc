using System.Text.Json;

namespace PromptLab.Grading;

/// <summary>Converts a status to and from its name in files: <c>pass</c>, <c>fail</c>, <c>undecided</c> or <c>error</c>.</summary>
internal static class ItemStatusName
{
    private static readonly Dictionary<string, ItemStatus> ByName = Enum.GetValues<ItemStatus>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>The name of a status.</summary>
    public static string Of(ItemStatus status) =>
        status switch
        {
            ItemStatus.Pass => "pass",
            ItemStatus.Fail => "fail",
            ItemStatus.Undecided => "undecided",
            ItemStatus.Error => "error",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
        };

    /// <summary>The status with this name.</summary>
    /// <exception cref="JsonException">No status has this name.</exception>
    public static ItemStatus Parse(string name) =>
        ByName.TryGetValue(name, out var status) ? status : throw new JsonException($"“{name}” is no status of a response.");
}
