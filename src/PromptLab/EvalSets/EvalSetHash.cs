using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>The identity of a set of items: which ids, with which content. Their order makes no difference.</summary>
internal static class EvalSetHash
{
    /// <summary><c>sha256:</c> over the pairs of id and hash, in order of id.</summary>
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
