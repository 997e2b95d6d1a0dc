using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Settings;

/// <summary>
/// Reads <c>extra</c>, <c>instructions</c> and <c>stream</c> of a model: what changes its requests beyond the parameters.
/// </summary>
internal static class ModelAdditions
{
    private const string Extra = "extra";
    private const string Options = "options";

    private static readonly ProviderDefinition NoProvider = new() { Name = "", Kind = ProviderKinds.Recorded };

    // What PromptLab sends itself, and where promptlab.yaml or the prompt has it.
    private static readonly Dictionary<string, string> OwnFields = new(StringComparer.Ordinal)
    {
        ["model"] = "“id” of the model",
        ["messages"] = "the prompt",
        ["system"] = "the prompt",
        ["prompt"] = "the prompt",
        ["input"] = "the prompt",
        ["stream"] = "“stream: true” of the model",
        ["n"] = "--repeats",
        ["temperature"] = "“parameters”",
        ["top_p"] = "“parameters”",
        ["seed"] = "“parameters”",
        ["stop"] = "“parameters”",
        ["stop_sequences"] = "“stop” of “parameters”",
        ["max_tokens"] = "“max_output_tokens” of “parameters”",
        ["max_completion_tokens"] = "“max_output_tokens” of “parameters”",
        ["num_predict"] = "“max_output_tokens” of “parameters”",
        ["max_output_tokens"] = "“parameters”",
        ["reasoning_effort"] = "“parameters”",
        ["response_format"] = "“response_format” of “parameters”, or the prompt's response schema",
        ["format"] = "“response_format” of “parameters”, or the prompt's response schema",
    };

    private static readonly string[] Parameters =
    [
        "temperature",
        "top_p",
        "max_output_tokens",
        "seed",
        "stop",
        "response_format",
        "reasoning_effort",
        Extra,
    ];

    // No setting takes their place.
    private static readonly string[] UnsupportedFields = ["tools", "functions", "function_call"];

    // Where the effort is sent.
    private static readonly Dictionary<ProviderProtocol, string[]> EffortFields = new()
    {
        [ProviderProtocol.Anthropic] = ["thinking", "output_config"],
        [ProviderProtocol.Ollama] = ["think"],
    };

    /// <summary>The settings of a model whose other properties are set later.</summary>
    public static ModelDefinition Read(string alias, string id, YamlMap map, YamlMap? parameters) =>
        new()
        {
            Alias = alias,
            Id = id,
            Provider = NoProvider,
            Extra = SectionOf(map, parameters)?.Json() is { Count: > 0 } extra ? extra : null,
            InstructionsInUserMessage = map.Choice("instructions", "system", "user") == "user",
            Stream = map.Flag("stream") ?? false,
        };

    /// <summary>Reports what <c>extra</c> may not hold: what PromptLab sends itself, and secrets.</summary>
    public static void CheckExtra(JsonObject? extra, YamlMap map, YamlMap? parametersMap, ProviderKind kind, ModelParameters parameters)
    {
        if (extra is null || SectionOf(map, parametersMap) is not { } section)
            return;
        foreach (var (name, value) in extra)
        {
            if (SecretLiterals.IsIn(value, name))
                section.Problem(
                    name,
                    $"“{name}” would put a secret into a file. Send it as a header of the provider: headers: {{ X-Name: {{ env: NAME_OF_VARIABLE }} }}"
                );
            else
                CheckField(section, name, kind, parameters);
        }

        if (section.IsMap("output_config") && section.Map("output_config")!.Has("format"))
            section.Problem(
                "output_config",
                "PromptLab sends the “format” of “output_config” itself. It is set by the prompt's response schema."
            );
        if (kind.Protocol == ProviderProtocol.Ollama && section.IsMap(Options))
            CheckOptions(section.Map(Options)!, section);
    }

    /// <summary>Reports unknown parameters, and where a parameter of the server's own belongs.</summary>
    public static void RejectUnknownParameters(YamlMap map)
    {
        foreach (
            var key in map.Keys.Where(key => !Parameters.Contains(key, StringComparer.Ordinal) && NearestName.Find(key, Parameters) is null)
        )
            map.Refuse(
                key,
                $"“{key}” is not known in “parameters”. A parameter of the server's own goes into “extra” of the model: extra: {{ {key}: … }}"
            );
        map.RejectUnknownKeys("“parameters”");
    }

    // People write it beside the parameters as well.
    private static YamlMap? SectionOf(YamlMap map, YamlMap? parameters)
    {
        if (parameters?.Has(Extra) != true)
            return map.Map(Extra);
        if (map.Has(Extra))
            map.Problem(Extra, "There is “extra” in the model and in its “parameters”. Keep one.");
        return parameters.Map(Extra);
    }

    private static void CheckField(YamlMap section, string name, ProviderKind kind, ModelParameters parameters)
    {
        if (OwnFields.TryGetValue(name, out var place))
            section.Problem(name, $"PromptLab sends “{name}” itself. It is set by {place}.");
        else if (UnsupportedFields.Contains(name, StringComparer.Ordinal))
            section.Problem(name, $"“{name}” can't be sent by “extra”. Remove it.");
        else if (
            parameters.ReasoningEffort is not null
            && EffortFields.GetValueOrDefault(kind.Protocol)?.Contains(name, StringComparer.Ordinal) == true
        )
            section.Problem(name, $"“{name}” and “reasoning_effort” say the same. Keep one.");
    }

    private static void CheckOptions(YamlMap options, YamlMap section)
    {
        foreach (var name in options.Keys)
        {
            if (OwnFields.TryGetValue(name, out var place))
                options.Problem(name, $"PromptLab sends “{name}” itself. It is set by {place}.");
            else if (section.Keys.Contains(name, StringComparer.Ordinal))
                section.Problem(name, $"“{name}” stands in “options” as well. Keep one.");
        }
    }
}
