using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>Reads grader definitions: each has a unique id and a type.</summary>
internal static partial class GraderDefinitionReader
{
    /// <summary>The definitions, in order; problems are reported at their lines.</summary>
    public static IReadOnlyList<GraderDefinition> Read(IEnumerable<YamlMap> maps)
    {
        var graders = new List<GraderDefinition>();
        foreach (var options in maps)
        {
            var id = options.RequiredText("id", "right");
            var type = options.RequiredText("type", "equals");
            if (id.Length > 0 && !GraderId().IsMatch(id))
                options.Problem("id", $"“{id}” can't be a grader's id: letters, digits, “-” and “_”, a letter first.");
            if (graders.Exists(other => other.Id == id))
                options.Problem("id", $"The id “{id}” is taken by another grader; give each its own.");
            graders.Add(new GraderDefinition(id, type, options));
        }

        return graders;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$", RegexOptions.None, 1000)]
    private static partial Regex GraderId();
}
