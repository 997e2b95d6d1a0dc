namespace PromptLab.Starting;

/// <summary>Writes the files that a new project has once: its configuration, and what git is to know.</summary>
internal static class StarterConfig
{
    /// <summary>The folder of the JSON Schemas for editors, in the project.</summary>
    public const string SchemaFolder = ".promptlab/schemas";

    /// <summary>The id of a model that is still to be filled in.</summary>
    public const string UnknownId = "name-of-the-model";

    public const string GitIgnore = """
        results/cache/
        results/*.lock
        *.lock.tmp
        .env
        *.key

        """;

    public const string GitAttributes = """
        # Files that only grow: a merge keeps the lines of both sides.
        results/scoreboard.csv text eol=lf merge=union
        results/recordings/*.jsonl text eol=lf merge=union
        prompts/**/versions.lock text eol=lf merge=union
        prompts/**/labels-history.jsonl text eol=lf merge=union
        evalsets/**/holdout-ledger.jsonl text eol=lf merge=union
        # The files of a run are verified byte by byte.
        results/runs/** -text
        *.prompt.md text eol=lf

        """;

    /// <summary>The text of <c>promptlab.yaml</c>.</summary>
    public static string TextOf(StarterModel model)
    {
        var lines = ModelLines(model);
        return $"""
            # yaml-language-server: $schema={SchemaFolder}/promptlab.schema.json
            # Keys stay in environment variables; only their names stand here. promptlab models test main tries the model.
            schema: promptlab/config@1

            {(model.Kind is null ? Commented(lines) : lines)}
            # excel: true          # tables that Excel opens with a double click

            """;
    }

    private static string ModelLines(StarterModel model)
    {
        var kind = model.Kind ?? "openai";
        var provider = new List<string> { $"    kind: {kind}" };
        if (model.Endpoint is { } endpoint)
            provider.Add(model.IsEndpointVariable ? $"    endpoint_env: {endpoint}" : $"    endpoint: {YamlText.Quoted(endpoint)}");
        if ((model.Kind is null ? "OPENAI_API_KEY" : model.KeyVariable) is { } key)
            provider.Add($"    api_key_env: {key}");
        return $$"""
            providers:
              {{kind}}:
            {{string.Join('\n', provider)}}

            models:
              main:
                provider: {{kind}}
                id: {{YamlText.Quoted(model.Id ?? UnknownId)}}{{(model.Id is null ? "      # fill this in" : "")}}
                parameters: { temperature: 0, max_output_tokens: 1000 }

            run:
              model: main
            """;
    }

    private static string Commented(string lines) =>
        "# Uncomment one of these and put the name of your model into it.\n"
        + string.Join('\n', lines.Split('\n').Select(line => line.Length == 0 ? "#" : "# " + line))
        + "\n#\n# Other kinds: azure-openai (endpoint_env), anthropic, ollama, openai-compatible (endpoint).\n";
}
