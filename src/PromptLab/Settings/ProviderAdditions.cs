using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Settings;

/// <summary>
/// Reads <c>headers</c>, <c>query</c> and <c>api_version</c> of a provider. A value stands in the file where it is harmless; a secret
/// stands in an environment variable that is named as <c>{ env: NAME }</c>.
/// </summary>
internal static partial class ProviderAdditions
{
    private const string Headers = "headers";
    private const string Query = "query";
    private const string ApiVersion = "api_version";

    // Set by the connection itself; anthropic-version is “api_version”.
    private static readonly string[] OwnHeaders =
    [
        "host",
        "content-type",
        "content-length",
        "content-encoding",
        "transfer-encoding",
        "accept-encoding",
        "connection",
        "expect",
        "upgrade",
        "te",
        "trailer",
        "keep-alive",
        "proxy-authorization",
    ];

    /// <summary>The provider with what the mapping adds to each request; problems are reported at their lines.</summary>
    public static ProviderDefinition Read(ProviderDefinition provider, YamlMap map)
    {
        var (headersMap, queryMap) = (map.Map(Headers), map.Map(Query));
        var (headers, headerVariables) = Values(headersMap, "header");
        var (query, queryVariables) = Values(queryMap, "parameter of the query");
        CheckHeaders(headersMap, provider);
        CheckApiVersion(map, queryMap, provider);
        return provider with { Headers = headers, HeaderVariables = headerVariables, Query = query, QueryVariables = queryVariables };
    }

    private static (Dictionary<string, string> Values, Dictionary<string, string> Variables) Values(YamlMap? map, string what)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in map?.Keys ?? [])
        {
            if (map!.IsMap(key))
            {
                if (VariableIn(map.Map(key)!, key, map) is { } variable)
                    variables[Name(key, what)] = variable;
            }
            else if (map.Text(key) is not { Length: > 0 } value)
            {
                map.Problem(key, $"The {what} “{key}” has no value. Write a text, or {{ env: NAME_OF_VARIABLE }}.");
            }
            else if (IsHarmless(map, key, value, what))
            {
                values[Name(key, what)] = value;
            }
        }

        return (values, variables);
    }

    // Names of headers are the same in any case, also in the hash of a request.
    private static string Name(string key, string what) => what == "header" ? key.ToLowerInvariant() : key;

    private static string? VariableIn(YamlMap reference, string key, YamlMap parent)
    {
        if (reference.Has("env"))
            reference.RejectUnknownKeys($"“{key}”");
        if (reference.Text("env") is not { } name)
        {
            parent.Problem(key, $"“{key}” takes a text, or the name of an environment variable as {{ env: NAME_OF_VARIABLE }}.");
            return null;
        }

        return VariableNames.Check(reference, "env", name) ? name : null;
    }

    private static bool IsHarmless(YamlMap map, string key, string value, string what)
    {
        if (SecretLiterals.IsSecretName(key) || SecretLiterals.LooksLikeKey(value))
            map.Problem(
                key,
                $"The {what} “{key}” would put a secret into a file. Put it into an environment variable and name that: {key}: {{ env: NAME_OF_VARIABLE }}. If this was a key, replace it at the provider."
            );
        else if (what == "header" && value.Any(character => character is < ' ' or > '~'))
            map.Problem(key, $"The header “{key}” has a line end or a character that is not ASCII, which no header can have.");
        else
            return true;
        return false;
    }

    private static void CheckHeaders(YamlMap? map, ProviderDefinition provider)
    {
        foreach (var key in map?.Keys ?? [])
        {
            if (!HeaderName().IsMatch(key))
                map!.Problem(key, $"“{key}” is no name of a header: it has letters, digits and “-”.");
            else if (OwnHeaders.Contains(key, StringComparer.OrdinalIgnoreCase))
                map!.Problem(key, $"PromptLab sets the header “{key}” itself. Remove it.");
            else if (key.Equals("anthropic-version", StringComparison.OrdinalIgnoreCase))
                map!.Problem(key, "Give the version as “api_version” of the provider.");
            else if (key.Equals(KeyHeaderOf(provider), StringComparison.OrdinalIgnoreCase) && SendsKey(provider))
                map!.Problem(key, $"The header “{key}” has the key of “api_key_env”. Remove one of the two.");
        }

        foreach (var same in (map?.Keys ?? []).GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(same => same.Skip(1).Any()))
            map!.Problem(same.Last(), $"The header “{same.Last()}” stands here twice. Keep one.");
    }

    private static string KeyHeaderOf(ProviderDefinition provider) =>
        provider.Kind.Protocol switch
        {
            ProviderProtocol.Anthropic => "x-api-key",
            ProviderProtocol.AzureOpenAI when provider.ApiKeyVariable is not null => "api-key",
            _ => "authorization",
        };

    private static bool SendsKey(ProviderDefinition provider) =>
        provider.ApiKeyVariable is not null || provider.Kind.Key is KeyRule.Required or KeyRule.OrEntraId;

    private static void CheckApiVersion(YamlMap map, YamlMap? query, ProviderDefinition provider)
    {
        if (provider.ApiVersion is not { } version)
            return;
        if (!Version().IsMatch(version))
            map.Problem(ApiVersion, "“api_version” takes a version such as 2024-10-21 or 2025-04-01-preview.");
        if (provider.Kind.Protocol == ProviderProtocol.Ollama)
            map.Problem(ApiVersion, "A provider of the kind ollama takes no “api_version”. Remove it.");
        if (query?.Has("api-version") == true)
            map.Problem(ApiVersion, "There are both “api_version” and “api-version” of “query”. Keep one.");
    }

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$", RegexOptions.None, 1000)]
    private static partial Regex HeaderName();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
