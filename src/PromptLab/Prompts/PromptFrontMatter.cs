using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Reads the YAML front matter of a prompt file.</summary>
internal static class PromptFrontMatter
{
    private const string Schema = "promptlab/prompt@1";

    /// <summary>Reads the prompt; problems are reported at their lines.</summary>
    /// <param name="map">The parsed front matter.</param>
    /// <param name="sections">The sections below it.</param>
    /// <param name="path">
    /// The full path of the file, whose name and folder must match the front matter; null for a text without a file.
    /// </param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="cache">Caches files that prompts share, such as schemas.</param>
    /// <param name="problems">Collects the problems.</param>
    public static Prompt Read(
        YamlMap map,
        IReadOnlyList<PromptSection> sections,
        string? path,
        string shownAs,
        FileReadCache cache,
        Problems problems
    )
    {
        if (map.RequiredText("schema", Schema) is { Length: > 0 } schema && schema != Schema)
            map.Problem("schema", FileFormat.ObjectionTo(schema, Schema)!);
        var variables = Variables(map);
        var render = Render(map);
        var responseSchema = ResponseSchema(map, path, shownAs, cache, problems);
        var tools = new PromptToolReader(path, shownAs, cache, problems).Read(map);
        var predicts = map.Map("predicts");
        var prompt = new Prompt
        {
            Name = Name(map, path),
            Version = Version(map, path),
            Parent = Parent(map),
            Title = NullIfBlank(map.Text("title")),
            Hypothesis = NullIfBlank(map.Text("hypothesis"))?.TrimEnd('\n'),
            PredictedFixes = predicts?.Texts("fixes") ?? [],
            MightBreak = predicts?.Texts("might_break") ?? [],
            Author = map.Text("author"),
            Created = map.Text("created"),
            ClaimedChanges = map.Texts("changes"),
            Tags = map.Texts("tags"),
            IsJudge = map.Choice("kind", "task", "judge") == "judge",
            ManyChangesReason = map.Text("allow_many"),
            Variables = variables,
            Render = render,
            Sections = sections,
            ResponseSchema = responseSchema,
            Tools = tools,
            Hash = PromptIdentity.HashOf(render, sections, variables, responseSchema, tools),
            File = shownAs,
        };
        predicts?.RejectUnknownKeys("“predicts”");
        map.RejectUnknownKeys("the front matter");
        return prompt;
    }

    private static string Name(YamlMap map, string? path)
    {
        var folder = path is null ? null : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!;
        var name = map.RequiredText("name", folder);
        if (folder is null)
            return name;
        if (name.Length > 0 && name != folder)
            map.Problem("name", $"The name is “{name}”, but the file stands in the folder “{folder}”. They must be equal.");
        return folder;
    }

    private static string Version(YamlMap map, string? path)
    {
        var version = map.RequiredText("version", PromptReference.Draft);
        if (path is null)
            return version;
        var file = Path.GetFileName(path)[..^PromptFile.Extension.Length];
        if (version.Length > 0 && version != file)
            map.Problem(
                "version",
                $"The version is “{version}”, but the file is named “{file}{PromptFile.Extension}”. They must be equal."
            );
        return file;
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Parent(YamlMap map)
    {
        if (map.Text("parent") is not { } parent)
            return null;
        if (PromptVersion.Of(parent) is null)
            map.Problem("parent", $"“parent” takes a version such as v2, or null, not “{parent}”.");
        return parent;
    }

    private static List<PromptVariable> Variables(YamlMap map)
    {
        if (map.Map("variables") is not { } declared)
            return [];
        return [.. declared.Keys.Select(name => Variable(declared, name))];
    }

    private static PromptVariable Variable(YamlMap declared, string name)
    {
        if (!PlaceholderText.IsName(name))
            declared.Problem(name, $"“{name}” is no name of a variable: small letters, digits and “_”, a letter first.");
        var options = declared.Map(name);
        var variable = new PromptVariable
        {
            Name = name,
            Line = declared.LineOf(name),
            Type = options?.Choice("type", "text", "messages", "object", "file") switch
            {
                "messages" => PromptVariableType.Messages,
                "object" => PromptVariableType.Object,
                "file" => PromptVariableType.File,
                _ => PromptVariableType.Text,
            },
            Required = options?.Flag("required") ?? false,
            Default = options?.Text("default"),
            Trusted = options?.Choice("trust", "trusted", "untrusted") != "untrusted",
        };
        if (variable is { Required: true, Default: not null })
            declared.Problem(name, $"“{name}” is required and has a default. Keep one of the two.");
        if (variable is { Type: PromptVariableType.File, Default: not null })
            declared.Problem(name, $"“{name}” is a file and can't have a default. Remove “default”.");
        options?.RejectUnknownKeys($"the variable “{name}”");
        return variable;
    }

    private static RenderOptions Render(YamlMap map)
    {
        if (map.Map("render") is not { } render)
            return new RenderOptions();
        var options = new RenderOptions
        {
            Style = render.Choice("style", "markdown", "xml") == "xml" ? SectionStyle.Xml : SectionStyle.Markdown,
            History = render.Choice("history", "messages", "transcript") == "transcript" ? HistoryStyle.Transcript : HistoryStyle.Messages,
            Examples = render.Choice("examples", "inline", "turns") == "turns" ? ExampleStyle.Turns : ExampleStyle.Inline,
            QueryRole = render.Choice("query_role", "user", "system") == "system" ? QueryRole.System : QueryRole.User,
        };
        render.RejectUnknownKeys("“render”");
        return options;
    }

    // The schema itself, or the path of its file beside the prompt: the identity includes what the model sees, not the path.
    private static JsonNode? ResponseSchema(YamlMap map, string? path, string shownAs, FileReadCache cache, Problems problems)
    {
        if (!map.Has("response_schema") || map.IsMap("response_schema"))
            return map.Json("response_schema");
        if (map.Text("response_schema") is not { } file)
            return null;
        if (path is null)
        {
            map.Problem("response_schema", "A text has no folder in which to look for a file. Write the schema itself here.");
            return null;
        }

        var shown = $"{Path.GetDirectoryName(shownAs)?.Replace('\\', '/')}/{file}";
        try
        {
            return JsonDepth.Parse(cache.ReadText(Path.Combine(Path.GetDirectoryName(path)!, file), shown));
        }
        catch (JsonException e)
        {
            problems.Add(
                shown,
                (int?)e.LineNumber + 1,
                e.Message == JsonDepth.Message ? e.Message : $"This is not valid JSON: {e.Message}"
            );
        }
        catch (InputException e) when (e.Problems[0].Line is not null)
        {
            problems.AddRange(e.Problems);
        }
        catch (InputException e)
        {
            map.Problem("response_schema", $"The schema {shown} can't be read: {e.Problems[0].Message}");
        }

        return null;
    }
}
