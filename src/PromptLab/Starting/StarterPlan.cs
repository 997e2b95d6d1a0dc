using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Settings;

namespace PromptLab.Starting;

/// <summary>
/// The files of a new prompt and eval set, and of a new project where there is none. The same data gives the same files, so that a
/// command that was cut off is completed by repeating it: a file that is there with the same text is done.
/// </summary>
internal sealed class StarterPlan
{
    private readonly List<(string Path, string ShownAs, string Text)> _files = [];

    /// <summary>The folder of the project.</summary>
    public required string Root { get; init; }

    /// <summary>The draft, as the user would name it.</summary>
    public string Draft { get; private set; } = "";

    /// <summary>What was found, a sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The files in the order in which they are written: the configuration last, which makes the folder a project.</summary>
    public IReadOnlyList<(string Path, string ShownAs, string Text)> Files => _files;

    /// <summary>Plans the files of a prompt and its eval set.</summary>
    /// <param name="set">The eval set.</param>
    /// <param name="splits">The split of each item; empty for none.</param>
    /// <param name="prompts">The full path of the folder of prompts.</param>
    /// <param name="evalSets">The full path of the folder of eval sets.</param>
    public void AddSet(StarterSet set, IReadOnlyDictionary<string, string> splits, string prompts, string evalSets)
    {
        var folder = Path.Combine(evalSets, set.Name);
        var schema = Path.GetRelativePath(folder, Path.Combine(Root, StarterConfig.SchemaFolder, "evalset.schema.json")).Replace('\\', '/');
        Add(Path.Combine(Root, StarterConfig.SchemaFolder, "evalset.schema.json"), SchemaText("evalset.schema.json"));
        Add(Path.Combine(folder, StarterItems.FileOf(set)), StarterItems.TextOf(set, splits));
        Add(Path.Combine(folder, EvalSetFile.FileName), StarterYaml.TextOf(set, splits.Values, schema));
        var draft = Path.Combine(prompts, set.Name, PromptLibrary.Draft + PromptFile.Extension);
        Add(draft, StarterPrompt.TextOf(set, splits));
        Draft = Shown(draft);
    }

    /// <summary>Plans the files that a project has once. What git already knows stays as it is.</summary>
    public void AddProject(StarterModel model)
    {
        Add(Path.Combine(Root, StarterConfig.SchemaFolder, "promptlab.schema.json"), SchemaText("promptlab.schema.json"));
        foreach (var (name, text) in new[] { (".gitignore", StarterConfig.GitIgnore), (".gitattributes", StarterConfig.GitAttributes) })
        {
            var path = Path.Combine(Root, name);
            if (!File.Exists(path))
                Add(path, text);
            else if (TextFile.Read(path, name) != text)
                Notes.Add($"{name} was there and is left as it is; promptlab check says which lines it lacks.");
        }

        Add(Path.Combine(Root, ProjectConfigFile.FileName), StarterConfig.TextOf(model));
    }

    /// <summary>Reports every file that is there with another text. Nothing is ever overwritten.</summary>
    public void CheckFree(Problems problems)
    {
        foreach (var (path, shownAs, _) in _files.Where(file => !IsDone(file.Path, file.Text)))
        {
            if (File.Exists(path) || Directory.Exists(path))
                problems.Add(shownAs, null, "This is there already, and nothing is overwritten. Choose another --name, or move it away.");
        }
    }

    /// <summary>Writes what is not there yet, each file whole or not at all, and returns their names.</summary>
    public IReadOnlyList<string> Write()
    {
        var missing = _files.Where(file => !File.Exists(file.Path)).ToList();
        foreach (var (path, _, text) in missing)
            TextFile.WriteAtomically(path, text);
        return [.. missing.Select(file => file.ShownAs)];
    }

    // Schemas of an earlier version serve as well.
    private static bool IsDone(string path, string text) =>
        File.Exists(path) && (path.EndsWith(".schema.json", StringComparison.Ordinal) || TextFile.Read(path, path) == text);

    private void Add(string path, string text) => _files.Add((path, Shown(path), text));

    private string Shown(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string SchemaText(string name)
    {
        using var stream = typeof(StarterPlan).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return TextFile.Normalise(reader.ReadToEnd());
    }
}
