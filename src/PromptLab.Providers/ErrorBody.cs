using System.Text.Json;

namespace PromptLab.Providers;

/// <summary>What the body of an error says, whatever the provider: the words, and the codes that tell its kind.</summary>
/// <param name="Message">The words, not redacted; empty where the body has none.</param>
/// <param name="Codes">The codes and types in the order of their precision: the innermost error's code first.</param>
/// <param name="Status">The HTTP status that the body names, from 400 to 599; null where it names none.</param>
/// <param name="IsWebPage">True for a web page, such as the sign-in page of a proxy; the words are its title.</param>
internal sealed record ErrorBody(string Message, IReadOnlyList<string> Codes, int? Status = null, bool IsWebPage = false)
{
    /// <summary>Reads a body of any form: JSON, also cut off, a web page, or plain text.</summary>
    public static ErrorBody Read(string body)
    {
        var text = body.Trim().TrimStart('\uFEFF');
        if (WebPage.Is(text))
            return new ErrorBody(WebPage.TitleOf(text), [], IsWebPage: true);
        try
        {
            using var json = JsonDocument.Parse(text);
            var read = Read(json.RootElement);
            return read.Message.Length > 0 ? read : read with { Message = PlainValue(json.RootElement) };
        }
        catch (JsonException)
        {
            return text.StartsWith('{') || text.StartsWith('[') ? CutOffError.Read(text) : new ErrorBody(text, []);
        }
    }

    /// <summary>Reads an error that is JSON.</summary>
    public static ErrorBody Read(JsonElement root)
    {
        var words = new ErrorWords();
        words.Add(root);
        return new ErrorBody(words.Message, words.Codes, words.Status);
    }

    /// <summary>The error in the body of a response whose status says success; null where there is none.</summary>
    /// <param name="root">The body.</param>
    /// <param name="hasAnswer">True where the body has what the protocol keeps an answer in.</param>
    public static ErrorBody? InReply(JsonElement root, bool hasAnswer)
    {
        if (root is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 1)
            return IsError(list[0]) ? Read(list[0]) : null;
        if (IsError(root))
            return Read(root);
        if (root.Find("choices").FirstOf() is { } choice && IsError(choice))
            return Read(choice.Find("error")!.Value);
        return !hasAnswer && root.ValueKind == JsonValueKind.Object && Read(root) is { Message.Length: > 0 } error ? error : null;
    }

    // Servers send “error” empty, or false, beside an answer.
    private static bool IsError(JsonElement element) =>
        element.Find("error") switch
        {
            { ValueKind: JsonValueKind.String } text => !string.IsNullOrWhiteSpace(text.GetString()),
            { ValueKind: JsonValueKind.Object } error => Read(error) is var read
                && (read.Message.Length > 0 || read.Codes.Count > 0 || read.Status is not null),
            { ValueKind: JsonValueKind.True } => true,
            _ => false,
        };

    private static string PlainValue(JsonElement root) =>
        root.ValueKind switch
        {
            JsonValueKind.String => root.GetString()!,
            JsonValueKind.Object when root.EnumerateObject().Any() => root.GetRawText(),
            JsonValueKind.Array when root.GetArrayLength() > 0 => root.GetRawText(),
            _ => "",
        };
}
