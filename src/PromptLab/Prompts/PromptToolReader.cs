using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.JsonSchemas;

namespace PromptLab.Prompts;

/// <summary>Reads <c>tools</c> of the front matter of a prompt.</summary>
/// <param name="path">The full path of the prompt; null for a text without a file.</param>
/// <param name="shownAs">The file name to use in messages.</param>
/// <param name="cache">Caches files that prompts share.</param>
/// <param name="problems">Collects the problems.</param>
internal sealed partial class PromptToolReader(string? path, string shownAs, FileReadCache cache, Problems problems)
{
    private const string NameRule = "takes letters, digits, “_” and “-”, at most 64 of them, as every provider does";

    /// <summary>The tools in the order of the file; each is reported with its line where it is invalid.</summary>
    public IReadOnlyList<PromptTool> Read(YamlMap map)
    {
        var tools = new List<PromptTool>();
        foreach (var options in map.Maps("tools"))
        {
            if (ReadTool(options) is not { } tool)
                continue;
            if (tools.Exists(other => other.Name == tool.Name))
                options.Problem("name", $"There are two tools “{tool.Name}”. Give each a name of its own.");
            else
                tools.Add(tool);
        }

        return tools;
    }

    private PromptTool? ReadTool(YamlMap options)
    {
        var name = options.RequiredText("name");
        if (name.Length > 0 && !NameForm().IsMatch(name))
            options.Problem("name", $"The name of a tool {NameRule}, not “{name}”.");
        var description = options.Text("description");
        var parameters = Parameters(options, name);
        options.RejectUnknownKeys($"the tool “{name}”");
        return parameters is null || name.Length == 0 ? null : new PromptTool(name, description, parameters);
    }

    // The schema itself, or the path of its file beside the prompt, as with response_schema. A tool without arguments needs none.
    private JsonObject? Parameters(YamlMap options, string name)
    {
        if (!options.Has("parameters"))
            return new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() };
        var (json, shown) = options.IsMap("parameters") ? (options.Json("parameters"), $"the tool “{name}”") : ReadFile(options);
        if (json is null)
            return null;
        if (json is not JsonObject schema || schema["type"]?.ToString() != "object")
        {
            options.Problem(
                "parameters",
                $"“parameters” of the tool “{name}” is the JSON Schema of an object: {{ type: object, properties: {{ … }}, required: [ … ] }}."
            );
            return null;
        }

        Check(schema, options, shown);
        return schema;
    }

    private static void Check(JsonObject schema, YamlMap options, string shown)
    {
        var found = new Problems();
        JsonSchema.Read(schema.DeepClone(), shown, found);
        foreach (var problem in found.Found)
        {
            if (problem.IsWarning)
                options.Warn("parameters", problem.Message);
            else
                options.Problem("parameters", problem.Message);
        }
    }

    private (JsonNode? Json, string Shown) ReadFile(YamlMap options)
    {
        if (options.Text("parameters") is not { } file)
        {
            options.Problem("parameters", "“parameters” takes a JSON Schema, or the path of a file with one.");
            return (null, "");
        }

        var shown = $"{Path.GetDirectoryName(shownAs)?.Replace('\\', '/')}/{file}";
        if (path is null)
        {
            options.Problem("parameters", "A text has no folder in which to look for a file. Write the schema itself here.");
            return (null, shown);
        }

        try
        {
            return (JsonDepth.Parse(cache.ReadText(Path.Combine(Path.GetDirectoryName(path)!, file), shown)), shown);
        }
        catch (JsonException e)
        {
            problems.Add(shown, (int?)e.LineNumber + 1, $"This is not valid JSON: {e.Message}");
        }
        catch (InputException e)
        {
            options.Problem("parameters", $"The schema {shown} can't be read: {e.Problems[0].Message}");
        }

        return (null, shown);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.None, 1000)]
    private static partial Regex NameForm();
}
