using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptLab.Providers;

/// <summary>Reads the JSON of an error that was cut off: it still has its first texts, often the code before a long message.</summary>
internal static class CutOffError
{
    private const int MaxDepth = 2; // “error”, and the texts in it
    private static readonly string[] CodeNames = ["code", "type"];
    private static readonly string[] TextNames = ["message", "error", "detail", "msg"];

    public static ErrorBody Read(string body)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(body), isFinalBlock: false, state: default);
        var name = "";
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = reader.GetString()!;
                else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth <= MaxDepth)
                    values.TryAdd(name, reader.GetString()!);
                else if (reader.TokenType == JsonTokenType.Number && reader.CurrentDepth <= MaxDepth)
                    values.TryAdd(name, Encoding.UTF8.GetString(reader.ValueSpan));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON from here on.
        }

        var codes = CodeNames.Select(key => values.GetValueOrDefault(key)).OfType<string>().ToList();
        return new ErrorBody(
            TextNames.Select(key => values.GetValueOrDefault(key)).OfType<string>().FirstOrDefault() ?? "",
            codes,
            codes.Select(StatusOf).FirstOrDefault(status => status is not null)
        );
    }

    private static int? StatusOf(string code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and <= 599 ? status : null;
}
