using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>Computes the identity of a set of items: their ids and contents, in any order.</summary>
internal static class EvalSetHash
{
    /// <summary><c>sha256:</c> over the pairs of id and hash, ordered by id.</summary>
    public static string Of(IEnumerable<EvalItem> items) => CanonicalJson.Hash(items, static (json, items) =>
        {
            json.WriteStartArray();
            foreach (var item in items.OrderBy(item => item.Id, StringComparer.Ordinal))
            {
                json.WriteStartArray();
                json.WriteStringValue(item.Id);
                json.WriteStringValue(item.Hash);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });
}
