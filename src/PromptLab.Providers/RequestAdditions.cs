using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>
/// Adds to each request what <c>promptlab.yaml</c> says for the provider or the model and the provider's client has no option for: headers,
/// the query, further parameters in the body. A request to which nothing is added stays as it is.
/// </summary>
/// <param name="model">The model, with the values of its provider's headers and query.</param>
internal sealed class RequestAdditions(ModelDefinition model) : DelegatingHandler
{
    private const string ApiVersionParameter = "api-version";
    private const string AnthropicVersionHeader = "anthropic-version";

    // As texts: nodes are not thread-safe, and calls run side by side.
    private readonly IReadOnlyList<(string Name, string Value)> _body =
    [
        .. BodyOf(model).Select(added => (added.Name, added.Value?.ToJsonString() ?? "null")),
    ];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var provider = model.Provider;
        request.RequestUri = WithQuery(request.RequestUri!);
        if (provider is { ApiVersion: { } version, Kind.Protocol: ProviderProtocol.Anthropic })
            Set(request, AnthropicVersionHeader, version);
        if (_body.Count > 0 && request.Content is { } content)
            request.Content = WithBody(content, await content.ReadAsByteArrayAsync(cancellationToken));
        foreach (var (name, value) in provider.Headers)
            Set(request, name, value);
        return await base.SendAsync(request, cancellationToken);
    }

    // A few headers, such as Content-Language, belong to the body.
    private static void Set(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.NonValidated.Contains(name))
            request.Headers.Remove(name);
        if (request.Headers.TryAddWithoutValidation(name, value))
            return;
        request.Content?.Headers.Remove(name);
        request.Content?.Headers.TryAddWithoutValidation(name, value);
    }

    private Uri WithQuery(Uri address)
    {
        var parameters = model.Provider.Query.ToList();
        if (model.Provider is { ApiVersion: { } version, Kind.Protocol: not ProviderProtocol.Anthropic })
            parameters.Add(new(ApiVersionParameter, version));
        if (parameters.Count == 0)
            return address;
        var kept = address
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !parameters.Exists(parameter => Uri.UnescapeDataString(part.Split('=')[0]) == parameter.Key));
        var added = parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}");
        return new UriBuilder(address) { Query = string.Join('&', kept.Concat(added)) }.Uri;
    }

    // Whatever the server's protocol, a stream is asked for in the body.
    private static IEnumerable<(string Name, JsonNode? Value)> BodyOf(ModelDefinition model)
    {
        var protocol = model.Provider.Kind.Protocol;
        if (protocol == ProviderProtocol.Http)
            yield break; // its body has a place for each parameter
        if (model.Parameters.ReasoningEffort == ModelParameters.MinimalEffort)
            yield return ("reasoning_effort", ModelParameters.MinimalEffort);
        if (model.Stream)
        {
            yield return ("stream", true);
            if (protocol is not (ProviderProtocol.Anthropic or ProviderProtocol.Ollama))
                yield return ("stream_options", new JsonObject { ["include_usage"] = true });
        }

        foreach (var (name, value) in model.Extra ?? [])
            yield return protocol == ProviderProtocol.Ollama && !OllamaFields.IsField(name)
                ? (OllamaFields.Options, new JsonObject { [name] = value?.DeepClone() })
                : (name, value);
    }

    private HttpContent WithBody(HttpContent content, byte[] sent)
    {
        if (JsonNode.Parse(sent) is not JsonObject body)
            return content;
        foreach (var (name, value) in _body)
            Merge(body, name, JsonNode.Parse(value));
        var changed = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        changed.Headers.ContentType = content.Headers.ContentType;
        return changed;
    }

    // Objects are merged, so that what is sent already beside a new parameter stays.
    private static void Merge(JsonObject body, string name, JsonNode? value)
    {
        if (body[name] is JsonObject known && value is JsonObject added)
        {
            foreach (var (key, inner) in added)
                Merge(known, key, inner);
        }
        else
        {
            body[name] = value?.DeepClone();
        }
    }
}
