using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.Grading;

/// <summary>Resolves dotted paths in JSON, such as <c>refund.amount</c> or <c>items.0.id</c>.</summary>
internal static class JsonPath
{
    /// <summary>The value at a path; null if it is missing or JSON null.</summary>
    public static JsonNode? Find(JsonNode? json, string path)
    {
        foreach (var name in path.Split('.'))
        {
            json = json switch
            {
                JsonObject map => map.TryGetPropertyValue(name, out var value) ? value : null,
                JsonArray list
                    when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[
                    index
                ],
                _ => null,
            };
        }

        return json;
    }
}
