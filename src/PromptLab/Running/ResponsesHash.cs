using PromptLab.Files;

namespace PromptLab.Running;

/// <summary>
/// The identity of responses that were recorded elsewhere: which items, with which texts. Their order makes no
/// difference.
/// </summary>
internal static class ResponsesHash
{
    /// <summary><c>sha256:</c> over item, repeat, text and error of each, in order of item and repeat.</summary>
    public static string Of(IEnumerable<GivenResponse> responses) => CanonicalJson.Hash(responses, static (json, responses) =>
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
