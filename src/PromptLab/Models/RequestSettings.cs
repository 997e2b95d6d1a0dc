using System.Text.Json.Nodes;

namespace PromptLab.Models;

/// <summary>
/// What a definition adds to a request beyond messages and parameters, as JSON. It is part of the request's key and of the configuration's
/// hash; what is not set is left out, so that it changes neither.
/// </summary>
internal static class RequestSettings
{
    /// <summary>The additional property of a call's options that holds them; never sent.</summary>
    public const string Property = "promptlab.settings";

    /// <summary>The settings as they are written in <c>promptlab.yaml</c>; null for none.</summary>
    public static JsonObject? Of(ModelDefinition model)
    {
        var provider = model.Provider;
        var settings = new JsonObject();
        if (provider.ApiVersion is { } version)
            settings["api_version"] = version;
        if (model.Extra is { Count: > 0 } extra)
            settings["extra"] = extra.DeepClone();
        if (ValuesOf(provider.Headers, provider.HeaderVariables) is { Count: > 0 } headers)
            settings["headers"] = headers;
        if (model.InstructionsInUserMessage)
            settings["instructions"] = "user";
        if (ValuesOf(provider.Query, provider.QueryVariables) is { Count: > 0 } query)
            settings["query"] = query;
        if (model.Stream)
            settings["stream"] = true;
        return settings.Count > 0 ? settings : null;
    }

    // Of a secret its variable is part of the identity, never its value.
    private static JsonObject ValuesOf(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> variables)
    {
        var all = new JsonObject();
        foreach (var (name, value) in values.Where(pair => !variables.ContainsKey(pair.Key)))
            all[name] = value;
        foreach (var (name, variable) in variables)
            all[name] = new JsonObject { ["env"] = variable };
        return all;
    }
}
