using System.Text.Json;
using PromptLab.Files;

namespace PromptLab.Running;

/// <summary>
/// Identifies a set of responses recorded outside PromptLab by their items and texts. Their order does not matter.
/// </summary>
internal static class ResponsesHash
{
    /// <summary>
    /// <c>sha256:</c> over the item id, repeat, text and error of each response, ordered by item id and repeat; where there are any, also
    /// over its calls of tools and the columns that graders read.
    /// </summary>
    public static string Of(IEnumerable<ImportedResponse> responses) => CanonicalJson.Hash(responses, static (json, responses) =>
        {
            json.WriteStartArray();
            foreach (
                var response in responses.OrderBy(response => response.ItemId, StringComparer.Ordinal).ThenBy(response => response.Repeat)
            )
            {
                json.WriteStartArray();
                json.WriteStringValue(response.ItemId);
                json.WriteNumberValue(response.Repeat);
                json.WriteStringValue(response.Text);
                json.WriteStringValue(response.Error);
                WriteRecorded(json, response);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });

    private static void WriteRecorded(Utf8JsonWriter json, ImportedResponse response)
    {
        foreach (var call in response.Call?.ToolCalls ?? [])
            CanonicalJson.Write(json, call.ToJson());
        if (response.Recorded is not { } recorded)
            return;
        foreach (var (name, text) in recorded.OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            json.WriteStringValue(name);
            json.WriteStringValue(text);
        }
    }
}
