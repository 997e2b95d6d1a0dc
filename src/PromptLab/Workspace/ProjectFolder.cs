using PromptLab.Files;
using PromptLab.Settings;

namespace PromptLab.Workspace;

/// <summary>A project on disk: the folder that holds <c>promptlab.yaml</c>.</summary>
internal sealed record ProjectFolder
{
    /// <summary>The folder's full path.</summary>
    public required string Root { get; init; }

    public required ProjectConfig Config { get; init; }

    /// <summary>The full path of the prompts folder.</summary>
    public string PromptsPath => Path.GetFullPath(Path.Combine(Root, Config.PromptsPath));

    /// <summary>The full path of the eval sets folder.</summary>
    public string EvalSetsPath => Path.GetFullPath(Path.Combine(Root, Config.EvalSetsPath));

    /// <summary>The full path of the results folder.</summary>
    public string ResultsPath => Path.GetFullPath(Path.Combine(Root, Config.ResultsPath));

    /// <summary>Finds the project by walking up from a folder, and reads its configuration.</summary>
    /// <param name="workingDirectory">The folder to start from, as a full path.</param>
    /// <param name="variable">Reads an environment variable; returns null where it is not set.</param>
    /// <param name="problems">Collects problems of the configuration.</param>
    /// <exception cref="InputException">There is no project, or its configuration is not a YAML mapping.</exception>
    public static ProjectFolder Find(string workingDirectory, Func<string, string?> variable, Problems problems)
    {
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, ProjectConfigFile.FileName);
            if (File.Exists(path))
                return new ProjectFolder
                {
                    Root = folder.FullName,
                    Config = ProjectConfigFile.Read(path, ProjectConfigFile.FileName, variable, problems),
                };
        }

        throw new InputException(
            ProjectConfigFile.FileName,
            null,
            "There is none in this folder or above it. Go to a project's folder, or make one here: promptlab init --from items.csv"
        );
    }

    /// <summary>A path for messages: relative to the project, with forward slashes.</summary>
    public string DisplayPath(string fullPath) => Path.GetRelativePath(Root, fullPath).Replace('\\', '/');
}
