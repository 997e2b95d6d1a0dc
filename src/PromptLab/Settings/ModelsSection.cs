using System.Globalization;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Settings;

/// <summary>
/// Reads <c>providers</c> and <c>models</c> of <c>promptlab.yaml</c>. An API key in the file is an error, and its value is never
/// printed.
/// </summary>
internal sealed class ModelsSection(string root)
{
    // Placeholder for an invalid kind, so that the provider's other settings are still checked.
    private static readonly ProviderKind InvalidKind = new()
    {
        Name = "",
        Protocol = ProviderProtocol.OpenAICompatible,
        Key = KeyRule.Optional,
    };

    public IReadOnlyDictionary<string, ModelDefinition> Read(YamlMap map)
    {
        var providers = ProvidersOf(map.Map("providers"));
        var models = new Dictionary<string, ModelDefinition>(StringComparer.Ordinal);
        if (map.Map("models") is not { } section)
            return models;
        foreach (var alias in section.Keys)
        {
            if (section.Map(alias) is { } model && ModelOf(alias, model, section.LineOf(alias), providers) is { } read)
                models[alias] = read;
        }

        CheckRateLimits(section, models);
        return models;
    }

    private Dictionary<string, ProviderDefinition> ProvidersOf(YamlMap? section)
    {
        var providers = new Dictionary<string, ProviderDefinition>(StringComparer.Ordinal);
        foreach (var name in section?.Keys ?? [])
        {
            if (section!.Map(name) is { } provider)
                providers[name] = ProviderOf(name, provider, section.LineOf(name));
        }

        return providers;
    }

    private ProviderDefinition ProviderOf(string name, YamlMap map, int line)
    {
        SecretLiterals.RefuseKeys(map);
        if (!map.Has("kind"))
            map.Problem("kind", $"The provider “{name}” has no kind. It is one of: {string.Join(", ", ProviderKinds.Names)}.");
        var kind = ProviderKinds.Find(map.Choice("kind", ProviderKinds.Names)) ?? InvalidKind;
        var provider = new ProviderDefinition
        {
            Name = name,
            Kind = kind,
            Endpoint = map.Text("endpoint"),
            EndpointVariable = VariableOf(map, "endpoint_env"),
            ApiKeyVariable = VariableOf(map, "api_key_env"),
            Recordings = [.. map.Texts("recording").Select(file => Path.GetFullPath(Path.Combine(root, file)))],
            Application = kind == InvalidKind ? ApplicationSection.Skip(map) : new ApplicationSection(root).Read(kind, map),
            ApiVersion = map.Text("api_version"),
            Line = line,
        };
        provider = ProviderAdditions.Read(provider, map);
        CheckEndpoint(provider, map);
        map.RejectUnknownKeys($"the provider “{name}”");
        return provider;
    }

    private static void CheckEndpoint(ProviderDefinition provider, YamlMap map)
    {
        if (provider is { Endpoint: not null, EndpointVariable: not null })
            map.Problem("endpoint_env", "There are both “endpoint” and “endpoint_env”. Keep one.");
        if (provider.Endpoint is { } endpoint && EndpointAddress.Parse(endpoint) is null)
            map.Problem(
                "endpoint",
                $"“endpoint” takes {EndpointAddress.Description}.{(endpoint.Contains('?', StringComparison.Ordinal) ? " What stands there goes into “query: { name: value }” of the provider, or into “api_version”." : "")}"
            );
        if (provider.Kind != InvalidKind)
            CheckKind(provider, map);
    }

    private static void CheckKind(ProviderDefinition provider, YamlMap map)
    {
        var kind = provider.Kind;
        if (kind.NeedsEndpoint && provider is { Endpoint: null, EndpointVariable: null })
            map.Problem("kind", $"A provider of the kind {kind.Name} needs “endpoint”, or “endpoint_env” with the name of a variable.");
        if (
            kind.IsProgram
            && map.Keys.FirstOrDefault(key => key is "endpoint" or "endpoint_env" or "api_key_env" or "headers" or "query") is { } key
        )
            map.Problem(
                key,
                $"A provider of the kind {kind.Name} starts a program. Remove “{key}”; variables for the program stand under “env”."
            );
        if (kind.Key == KeyRule.Required && provider.ApiKeyVariable is null)
            map.Problem(
                "kind",
                $"A provider of the kind {kind.Name} needs “api_key_env” with the name of the variable that holds the key, such as {kind.UsualKeyVariable}."
            );
        if (kind.IsRecorded && provider.Recordings.Count == 0)
            map.Problem(
                "kind",
                $"A provider of the kind {kind.Name} needs “recording” with the name of a file, such as results/recordings/name.jsonl."
            );
        if (!kind.IsRecorded && provider.Recordings.Count > 0)
            map.Problem("recording", $"A provider of the kind {kind.Name} replays nothing. Remove “recording”.");
    }

    private static ModelDefinition? ModelOf(string alias, YamlMap map, int line, Dictionary<string, ProviderDefinition> providers)
    {
        SecretLiterals.RefuseKeys(map);
        var providerName = map.RequiredText("provider");
        var model = map.RequiredText("id", "gpt-5-mini");
        var parametersMap = map.Map("parameters");
        var additions = ModelAdditions.Read(alias, model, map, parametersMap);
        var parameters = ParametersOf(parametersMap);
        var price = PriceOf(map.Map("price"));
        var rateLimit = RateLimitOf(map.Map("rate_limit"));
        var takesFiles = map.Flag("files") ?? true;
        map.RejectUnknownKeys($"the model “{alias}”");
        if (providers.TryGetValue(providerName, out var provider))
        {
            foreach (var rule in provider.Kind.ParameterRules.Where(rule => rule.IsBrokenBy(parameters)))
                (parametersMap ?? map).Problem(rule.Parameter, rule.Message);
            ApplicationSection.CheckModel(provider, map);
            ApplicationSection.CheckParameters(provider.Application, parameters, parametersMap ?? map);
            ModelAdditions.CheckExtra(additions.Extra, map, parametersMap, provider.Kind, parameters);
            return additions with
            {
                Alias = alias,
                Provider = provider,
                Id = model,
                Parameters = parameters,
                Price = price,
                RateLimit = rateLimit,
                TakesFiles = takesFiles,
                Line = line,
            };
        }

        if (providerName.Length > 0)
            map.Problem("provider", $"There is no provider “{providerName}”.{NearestName.Suggest(providerName, providers.Keys)}");
        return null;
    }

    private static RateLimit? RateLimitOf(YamlMap? map)
    {
        if (map is null)
            return null;
        var limit = new RateLimit(map.Integer("requests_per_minute", 1), map.Integer("tokens_per_minute", 1));
        if (limit is { RequestsPerMinute: null, TokensPerMinute: null })
            map.Problem("requests_per_minute", "“rate_limit” takes requests_per_minute, tokens_per_minute, or both.");
        map.RejectUnknownKeys("“rate_limit”");
        return limit;
    }

    // A model has one rate limit, whatever its aliases: with two, more requests would pass than either allows.
    private static void CheckRateLimits(YamlMap section, Dictionary<string, ModelDefinition> models)
    {
        foreach (
            var same in models
                .Values.GroupBy(model => (model.Provider.Name, model.Id))
                .Where(same => same.Select(model => model.RateLimit).Distinct().Skip(1).Any())
        )
            section.Problem(
                same.Last().Alias,
                $"{string.Join(" and ", same.Select(model => $"“{model.Alias}”"))} are the same model of “{same.Key.Name}” and share its rate limit. Give them the same “rate_limit”."
            );
    }

    private static ModelParameters ParametersOf(YamlMap? map)
    {
        if (map is null)
            return new ModelParameters();
        var parameters = new ModelParameters
        {
            Temperature = map.Number("temperature", 0, 2),
            TopP = TopPOf(map),
            MaxOutputTokens = map.Integer("max_output_tokens", 1),
            Seed = map.Integer("seed"),
            Stop = map.Texts("stop"),
            ResponseFormat = map.Choice("response_format", "text", "json"),
            ReasoningEffort = map.Choice("reasoning_effort", "none", ModelParameters.MinimalEffort, "low", "medium", "high"),
        };
        ModelAdditions.RejectUnknownParameters(map);
        return parameters;
    }

    private static double? TopPOf(YamlMap map)
    {
        if (map.Number("top_p", 0, 1) is not 0.0 and var share)
            return share;
        map.Problem("top_p", "“top_p” takes a number above 0, up to 1.");
        return null;
    }

    private static ModelPrice? PriceOf(YamlMap? map)
    {
        if (map is null)
            return null;
        foreach (var key in new[] { "input_per_million", "output_per_million" }.Where(key => !map.Has(key)))
            map.Problem(key, $"“{key}” is missing. Leave the whole price out where it is unknown.");
        var price = new ModelPrice
        {
            InputPerMillion = map.Amount("input_per_million") ?? 0,
            CachedInputPerMillion = map.Amount("cached_input_per_million"),
            CacheWritePerMillion = map.Amount("cache_write_per_million"),
            OutputPerMillion = map.Amount("output_per_million") ?? 0,
            AsOf = DateOf(map, "as_of"),
            Basis = map.Text("basis"),
        };
        map.RejectUnknownKeys("“price”");
        return price;
    }

    private static DateOnly? DateOf(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        map.Problem(key, $"“{key}” takes a date such as 2026-11-01, not “{text}”.");
        return null;
    }

    private static string? VariableOf(YamlMap map, string key) =>
        map.Text(key) is { } name && VariableNames.Check(map, key, name) ? name : map.Text(key);
}
