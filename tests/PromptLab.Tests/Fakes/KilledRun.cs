using System.Text.Json.Nodes;

namespace PromptLab.Tests.Fakes;

/// <summary>Makes an ended run look like one that was killed.</summary>
internal static class KilledRun
{
    /// <summary>The text of a record without what the run came to, as a kill leaves it.</summary>
    public static string RecordOf(string record)
    {
        var killed = JsonNode.Parse(record)!.AsObject();
        killed["status"] = "running";
        foreach (var key in new[] { "completed_at", "totals", "files" })
            killed.Remove(key);
        return killed.ToJsonString();
    }
}
