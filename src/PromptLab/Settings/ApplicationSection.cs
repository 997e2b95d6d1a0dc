using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Settings;

/// <summary>Reads what <c>promptlab.yaml</c> says of an application: a provider of the kind <c>http</c> or <c>exec</c>.</summary>
/// <param name="root">The full path of the project's folder, in which programs run.</param>
internal sealed class ApplicationSection(string root)
{
    private static readonly string[] HttpKeys = ["method", "body", "answer", "usage", "finish_reason", "tool_calls"];
    private static readonly string[] ProgramKeys = ["command", "input", "env"];
    private const string PathForms = "a path such as reply.text or choices[0].message.content";

    // Parameters that are sent only where the body has a place for them.
    private static readonly (string Name, Predicate<ModelParameters> IsSet)[] Parameters =
    [
        ("temperature", parameters => parameters.Temperature is not null),
        ("top_p", parameters => parameters.TopP is not null),
        ("max_output_tokens", parameters => parameters.MaxOutputTokens is not null),
        ("seed", parameters => parameters.Seed is not null),
        ("stop", parameters => parameters.Stop.Count > 0),
        ("response_format", parameters => parameters.ResponseFormat is not null),
        ("reasoning_effort", parameters => parameters.ReasoningEffort is not null),
    ];

    /// <summary>The application of a provider; null for a model, and where the kind needs what is missing.</summary>
    /// <remarks>A <c>recorded</c> provider may keep what the recorded one had, so that its requests are found.</remarks>
    public Application? Read(ProviderKind kind, YamlMap map)
    {
        var version = map.Text("version");
        var isHttp = kind == ProviderKinds.Http || (kind.IsRecorded && HttpKeys.Any(map.Has));
        var isProgram = kind == ProviderKinds.Exec || (kind.IsRecorded && !isHttp && ProgramKeys.Any(map.Has));
        var application =
            isHttp && ReadHttp(map) is { } http ? new Application { Http = http, Version = version }
            : isProgram && ReadProgram(map) is { } program ? new Application { Program = program, Version = version }
            : null;
        foreach (var key in (isHttp ? [] : HttpKeys).Concat(isProgram ? [] : ProgramKeys).Where(map.Has))
            map.Problem(
                key,
                $"“{key}” is for providers of the kind {(HttpKeys.Contains(key) ? "http" : "exec")}. Remove it, or change “kind”."
            );
        if (version is not null && !isHttp && !isProgram)
            map.Problem("version", "“version” is for providers of the kinds http and exec. Remove it.");
        return application;
    }

    /// <summary>Takes the keys for known where the kind can't be read, which is told already; always null.</summary>
    public static Application? Skip(YamlMap map)
    {
        foreach (var key in HttpKeys.Concat(ProgramKeys).Append("version"))
            map.Has(key);
        return null;
    }

    /// <summary>Reports settings of a model that are for servers whose protocol is known.</summary>
    public static void CheckModel(ProviderDefinition provider, YamlMap model)
    {
        if (provider.Kind != ProviderKinds.Http && provider.Kind != ProviderKinds.Exec)
            return;
        var place = provider.Kind == ProviderKinds.Http ? "Put it into the provider's “body”." : "Put it into “command” or the program.";
        foreach (var key in new[] { "extra", "stream" }.Where(model.Has))
            model.Problem(key, $"“{key}” would not be sent to a provider of the kind {provider.Kind.Name}. {place}");
    }

    /// <summary>Reports parameters of a model that its application would never see.</summary>
    public static void CheckParameters(Application? application, ModelParameters parameters, YamlMap map)
    {
        if (application?.Http is not { } http)
            return;
        foreach (var (name, _) in Parameters.Where(parameter => parameter.IsSet(parameters)))
        {
            if (!http.Placeholders.Contains(name, StringComparer.Ordinal))
                map.Problem(
                    name,
                    $"“{name}” would not be sent: the provider's “body” has no {{{{{name}}}}}. Put it there, or remove the parameter."
                );
        }
    }

    private static HttpTemplate? ReadHttp(YamlMap map)
    {
        var method = map.Choice("method", "POST", "PUT", "PATCH") ?? "POST";
        var body = map.Json("body");
        if (body is null)
            map.Problem("body", "An http provider needs “body” with the JSON to send, such as body: { messages: \"{{messages}}\" }.");
        else
            CheckBody(body, map);
        if (!map.Has("answer"))
            map.Problem(
                "answer",
                $"An http provider needs “answer” with the place of the answer in the JSON that comes back: {PathForms}."
            );
        var (answer, finish) = (PathOf(map, "answer"), PathOf(map, "finish_reason"));
        var toolCalls = PathOf(map, "tool_calls");
        var usage = map.Map("usage");
        var (input, output) = (PathOf(usage, "input_tokens"), PathOf(usage, "output_tokens"));
        if (usage is not null && (usage.Has("input_tokens") != usage.Has("output_tokens") || usage.Keys.Count == 0))
            map.Problem("usage", "“usage” takes both input_tokens and output_tokens: with one of them the usage is unknown.");
        usage?.RejectUnknownKeys("“usage”");
        if (body is null || answer is null)
            return null;
        return new HttpTemplate(body, answer)
        {
            Method = method,
            InputTokens = input,
            OutputTokens = output,
            FinishReason = finish,
            ToolCalls = toolCalls,
        };
    }

    private static ResponsePath? PathOf(YamlMap? map, string key)
    {
        if (map?.Text(key) is not { } text)
            return null;
        var path = ResponsePath.Parse(text);
        if (path is null)
            map.Problem(key, $"“{key}” takes {PathForms}, not “{text}”.");
        return path;
    }

    private static void CheckBody(JsonNode body, YamlMap map)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        CheckTexts(body, names, map);
        if (
            !names.Any(name =>
                name is "messages" or "user" or "prompt" || name.StartsWith(RequestPlaceholder.InputPrefix, StringComparison.Ordinal)
            )
        )
            map.Problem(
                "body",
                "The body has nothing of the item. Put {{messages}}, {{prompt}}, {{user}} or {{input.NAME}} where the application expects it."
            );
    }

    private static void CheckTexts(JsonNode? node, HashSet<string> names, YamlMap map)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (key, value) in fields)
                {
                    if (RequestPlaceholder.NamesIn(key).FirstOrDefault() is { } name)
                        map.Problem("body", $"{{{{{name}}}}} stands in a key of the body. Placeholders stand in values.");
                    CheckTexts(value, names, map);
                }

                break;
            case JsonArray list:
                foreach (var entry in list)
                    CheckTexts(entry, names, map);
                break;
            case JsonValue value when value.TryGetValue(out string? text):
                CheckText(text, names, map);
                break;
        }
    }

    private static void CheckText(string text, HashSet<string> names, YamlMap map)
    {
        foreach (var name in RequestPlaceholder.NamesIn(text))
        {
            names.Add(name);
            if (!RequestPlaceholder.IsKnown(name))
                map.Problem(
                    "body",
                    $"{{{{{name}}}}} is not known in a body.{NearestName.Suggest(name, [.. RequestPlaceholder.Structured, .. RequestPlaceholder.Simple])} A field of the item is {{{{input.{name}}}}}."
                );
            else if (RequestPlaceholder.Structured.Contains(name, StringComparer.Ordinal) && RequestPlaceholder.Whole(text) is null)
                map.Problem("body", $"{{{{{name}}}}} is no text: it stands alone, such as {name}: \"{{{{{name}}}}}\".");
        }
    }

    private ProgramCommand? ReadProgram(YamlMap map)
    {
        var command = map.IsList("command") ? map.Texts("command") : [];
        if (command.Count == 0 || command[0].Length == 0)
        {
            map.Problem(
                "command",
                "An exec provider needs “command” as a list, the program and its arguments: command: [python3, assistant.py]. No shell is used."
            );
        }

        var variables = map.Texts("env");
        foreach (var name in variables.Where(name => !IsVariable(name)))
            map.Problem("env", "“env” takes a list of names of environment variables, such as [DATABASE_URL], never their values.");
        var sendsInput = map.Flag("input") ?? false;
        return command.Count == 0 ? null : new ProgramCommand(command, root) { SendsInput = sendsInput, Variables = variables };
    }

    private static bool IsVariable(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]);
}
