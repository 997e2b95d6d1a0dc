using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Lists the names of a project without reading prompts, items or results.</summary>
internal static class NameReader
{
    private static readonly string[] UsualSplits = ["train", "dev", SplitNames.Holdout];

    public static NamesResult Read(ProjectWorkspace project)
    {
        var (prompts, labels) = (
            project.Prompts,
            project.Prompts.Names.ToDictionary(name => name, name => LabelsOf(project, name), StringComparer.Ordinal)
        );
        return new NamesResult
        {
            Prompts = prompts.Names,
            References =
            [
                .. prompts.Names.SelectMany(name =>
                    prompts
                        .Versions(name)
                        .Append(PromptLibrary.Draft)
                        .Concat(labels[name])
                        .Select(version => new PromptReference(name, version).ToString())
                ),
            ],
            Labels = [.. labels.Values.SelectMany(names => names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            EvalSets = project.EvalSets.Names,
            Splits =
            [
                .. project.EvalSets.Names.SelectMany(project.EvalSets.DeclaredSplits).Concat(UsualSplits).Distinct(StringComparer.Ordinal),
            ],
            Models = [.. project.Config.Models.Keys],
            Experiments = [.. project.Config.Experiments.Keys],
            Runs = [.. project.Runs.Folders.Reverse()],
        };
    }

    private static IReadOnlyList<string> LabelsOf(ProjectWorkspace project, string prompt) =>
        [.. project.Prompts.Labels(prompt, new Problems()).Select(label => label.Name)];
}
