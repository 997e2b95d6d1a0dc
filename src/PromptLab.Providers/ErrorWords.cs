using System.Globalization;
using System.Text.Json;

namespace PromptLab.Providers;

/// <summary>Collects the words and codes of an error in JSON, from wherever servers put them.</summary>
/// <remarks>
/// OpenAI, Anthropic: <c>error.message</c>, <c>code</c>, <c>type</c>. Azure: <c>innererror</c>. OpenRouter: <c>metadata.raw</c>, often JSON
/// in a string. Ollama: <c>error</c> as text. FastAPI: <c>detail</c>, a text or a list with <c>loc</c> and <c>msg</c>. Problem details:
/// <c>title</c>, <c>detail</c>.
/// </remarks>
internal sealed class ErrorWords
{
    private const int MaxDepth = 5;
    private const int MaxEntries = 5;
    private const string NextEntry = "; ";
    private static readonly string[] CodeNames = ["code", "error_code", "errorCode", "type", "status", "reason"];
    private static readonly string[] StatusNames = ["code", "status", "status_code", "statusCode", "http_status"];
    private static readonly string[] TextNames =
    [
        "title",
        "message",
        "Message",
        "msg",
        "error_description",
        "errorMessage",
        "faultstring",
        "detail",
        "details",
    ];
    private static readonly string[] ParentNames = ["error", "innererror", "inner_error", "fault", "detail", "metadata"];

    private readonly List<(string Separator, string Text)> _texts = [];
    private readonly List<string> _codes = [];

    /// <summary>The words on one line; empty where there are none.</summary>
    public string Message =>
        _texts.Aggregate("", (all, next) => all.Length == 0 ? next.Text : all.TrimEnd('.', ':', ' ') + next.Separator + next.Text);

    /// <summary>The codes, the innermost first.</summary>
    public IReadOnlyList<string> Codes => _codes;

    /// <summary>The HTTP status that the error names; null for none.</summary>
    public int? Status { get; private set; }

    /// <summary>Adds what an error says.</summary>
    public void Add(JsonElement element, int depth = 0)
    {
        if (depth > MaxDepth)
            return;
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                AddText(element.GetString()!, depth);
                break;
            case JsonValueKind.Array:
                AddEntries(element, depth);
                break;
            case JsonValueKind.Object:
                AddObject(element, depth);
                break;
        }
    }

    private void AddObject(JsonElement error, int depth)
    {
        if (error.Find("error") is { } inner)
            Add(inner, depth + 1); // the inner error's codes are the more precise ones
        foreach (var name in TextNames)
        {
            if (error.Find(name) is { ValueKind: JsonValueKind.String } text)
                AddText(text.GetString()!, depth);
            else if (error.Find(name) is { ValueKind: JsonValueKind.Array } entries)
                AddEntries(entries, depth);
        }

        _codes.AddRange(CodeNames.Select(name => error.TextOf(name)).OfType<string>().Where(code => code.Length > 0));
        Status ??= StatusNames.Select(name => StatusOf(error, name)).FirstOrDefault(status => status is not null);
        if (error.Find("errors") is { } all)
            Add(all, depth + 1);
        foreach (var name in ParentNames.Skip(1))
        {
            if (error.Find(name) is { ValueKind: JsonValueKind.Object } parent)
                Add(parent, depth + 1);
        }

        if (error.Find("raw") is { } raw)
            Add(raw, depth + 1);
        AddFilters(error.Find("content_filter_result"));
    }

    private void AddEntries(JsonElement list, int depth)
    {
        var first = _texts.Count;
        foreach (var entry in list.EnumerateArray().Take(MaxEntries))
        {
            var before = _texts.Count;
            if (entry.Find("loc") is { ValueKind: JsonValueKind.Array } place && entry.TextOf("msg") is { } message)
                AddText($"{PlaceOf(place)}{message}", depth);
            else
                Add(entry, depth + 1);
            if (_texts.Count > before && before > first)
                _texts[before] = (NextEntry, _texts[before].Text);
        }
    }

    // What a gateway hands on is often the JSON of another server.
    private void AddText(string text, int depth)
    {
        var words = text.Trim();
        if (words.StartsWith('{') && depth < MaxDepth && Parse(words) is { } json)
        {
            var before = _texts.Count;
            using (json)
                Add(json.RootElement, depth + 1);
            if (_texts.Count > before)
                return;
        }

        if (words.Length > 0 && !_texts.Exists(known => known.Text.Contains(words, StringComparison.Ordinal)))
            _texts.Add((": ", words));
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string PlaceOf(JsonElement place)
    {
        var names = place
            .EnumerateArray()
            .Select(part => part.ValueKind == JsonValueKind.String ? part.GetString()! : part.GetRawText())
            .SkipWhile(part => part == "body");
        var joined = string.Join('.', names);
        return joined.Length > 0 ? joined + ": " : "";
    }

    private static int? StatusOf(JsonElement error, string name)
    {
        var text = error.Find(name) switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            { ValueKind: JsonValueKind.String } words => words.GetString(),
            _ => null,
        };
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and <= 599
            ? status
            : null;
    }

    // Azure says which of its filters refused the request, and nothing about it in its message.
    private void AddFilters(JsonElement? result)
    {
        if (result is not { ValueKind: JsonValueKind.Object } filters)
            return;
        var names = filters
            .EnumerateObject()
            .Where(filter => filter.Value.Find("filtered") is { ValueKind: JsonValueKind.True })
            .Select(filter => filter.Name)
            .ToList();
        if (names.Count > 0)
            _texts.Add((NextEntry, $"filtered for {string.Join(", ", names)}"));
    }
}
