using PromptLab.Files;

namespace PromptLab.Running;

/// <summary>
/// Identifies a set of responses recorded outside PromptLab by their items and texts. Their order does not matter.
/// </summary>
internal static class ResponsesHash
{
    /// <summary><c>sha256:</c> over the item id, repeat, text and error of each response, ordered by item id and repeat.</summary>
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
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });
}
