using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>Reads grader definitions: each has a unique id and a type.</summary>
internal static partial class GraderDefinitionReader
{
    private const string Group = "group";

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

    /// <summary>The declared groups in order, then those that only graders name; problems are reported at their lines.</summary>
    public static IReadOnlyList<GraderGroup> ReadGroups(IEnumerable<YamlMap> maps, IReadOnlyList<GraderDefinition> graders)
    {
        var groups = new List<GraderGroup>();
        foreach (var map in maps)
        {
            var group = GraderGroup.Read(map);
            if (group.Id.Length > 0 && !GraderId().IsMatch(group.Id))
                map.Problem("id", $"“{group.Id}” can't be a group's id: letters, digits, “-” and “_”, a letter first.");
            if (groups.Exists(other => other.Id == group.Id))
                map.Problem("id", $"The id “{group.Id}” is taken by another group; give each its own.");
            if (group.Id.Length > 0 && !graders.Any(grader => grader.Options.Text(Group) == group.Id))
                ReportEmpty(group, map, graders);
            groups.Add(group);
        }

        foreach (var grader in graders)
        {
            if (grader.Options.Text(Group) is not { } name)
                continue;
            if (!GraderId().IsMatch(name))
                grader.Options.Problem(Group, $"“{name}” can't be a group's id: letters, digits, “-” and “_”, a letter first.");
            if (groups.Exists(group => group.Id == name))
                continue;
            if (groups.Exists(group => group.Options is not null))
                grader.Options.Problem(
                    Group,
                    $"There is no group “{name}” under “groups”.{NearestName.Suggest(name, groups.Select(group => group.Id))}"
                );
            else
                groups.Add(new GraderGroup { Id = name });
        }

        foreach (var grader in graders.Where(grader => groups.Exists(group => group.Id == grader.Id)))
            grader.Options.Problem(
                "id",
                $"The id “{grader.Id}” is that of a group of graders, which has a score of its own. Give one another name."
            );
        return groups;
    }

    // A misspelt “group” is the likely reason, and is told where it stands.
    private static void ReportEmpty(GraderGroup group, YamlMap map, IReadOnlyList<GraderDefinition> graders)
    {
        foreach (var options in graders.Select(grader => grader.Options))
        {
            if (
                NearestName.Find(Group, options.Keys) is not { } near
                || options.IsMap(near)
                || options.IsList(near)
                || options.Text(near) != group.Id
            )
                continue;
            options.Problem(near, $"“{near}” is not known in a grader. Did you mean “{Group}”?");
            return;
        }

        map.Problem("id", $"No grader is in the group “{group.Id}”. Give one “group: {group.Id}”, or remove the group.");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$", RegexOptions.None, 1000)]
    private static partial Regex GraderId();
}
