using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Settings;

/// <summary>
/// Reads <c>promptlab.yaml</c>. Environment variables such as <c>PROMPTLAB__RUN__CONCURRENCY=4</c> override the file.
/// </summary>
internal static class ProjectConfigFile
{
    public const string FileName = "promptlab.yaml";

    private const string Schema = "promptlab/config@1";

    /// <summary>Reads a configuration and adds every problem with its line.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="shownAs">The path as shown to the user.</param>
    /// <param name="variable">Reads an environment variable; returns null where it is not set.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <exception cref="InputException">The file is unreadable or not a YAML mapping.</exception>
    public static ProjectConfig Read(string path, string shownAs, Func<string, string?> variable, Problems problems)
    {
        if (YamlMap.Read(TextFile.Read(path, shownAs), shownAs, problems) is not { } map)
            throw new InputException(problems.Found);
        if (map.RequiredText("schema", Schema) is { Length: > 0 } schema && schema != Schema)
            map.Problem("schema", FileFormat.ObjectionTo(schema, Schema)!);
        var paths = map.Map("paths");
        var models = new ModelsSection(Path.GetDirectoryName(path)!).Read(map);
        var config = new ProjectConfig
        {
            File = shownAs,
            PromptsPath = FolderOf("prompts", paths, variable),
            EvalSetsPath = FolderOf("evalsets", paths, variable),
            ResultsPath = FolderOf("results", paths, variable),
            Models = models,
            Run = RunSection.Read(map.Map("run"), shownAs, variable, problems),
            Experiments = ExperimentsOf(map, models),
            Programs = new ProgramsSection(Path.GetDirectoryName(path)!).Read(map.Map("programs")),
            Lint = LintSection.Read(map.Map("lint")),
            Status = StatusSection.Read(map.Map("status")),
            ForExcel = map.Flag("excel") ?? false,
        };
        paths?.RejectUnknownKeys("“paths”");
        CheckDefaults(config, problems);
        map.RejectUnknownKeys("promptlab.yaml");
        return config;
    }

    private static string FolderOf(string name, YamlMap? paths, Func<string, string?> variable) =>
        variable($"PROMPTLAB__PATHS__{name.ToUpperInvariant()}") ?? paths?.Text(name) ?? name;

    private static Dictionary<string, ExperimentDefinition> ExperimentsOf(YamlMap map, IReadOnlyDictionary<string, ModelDefinition> models)
    {
        var found = new Dictionary<string, ExperimentDefinition>(StringComparer.Ordinal);
        if (map.Map("experiments") is not { } experiments)
            return found;
        foreach (var name in experiments.Keys)
        {
            if (experiments.Map(name) is { } experiment)
                found[name] = ExperimentOf(name, experiment, experiments.LineOf(name), models);
        }

        return found;
    }

    private static ExperimentDefinition ExperimentOf(
        string name,
        YamlMap map,
        int line,
        IReadOnlyDictionary<string, ModelDefinition> models
    )
    {
        var experiment = new ExperimentDefinition
        {
            Name = name,
            Prompts = map.Texts("prompts"),
            EvalSets = EvalSetsOf(map),
            Splits = map.Texts("split"),
            Models = map.Texts("models"),
            Baseline = map.Text("baseline"),
            Repeats = map.Integer("repeats", 1, 1000),
            Concurrency = map.Integer("concurrency", 1, 1000),
            Limit = map.Integer("limit", 1),
            Seed = map.Integer("seed"),
            Items = map.Texts("items"),
            Tags = map.Texts("tags"),
            Outputs = map.Texts("outputs"),
            IsDefault = map.Flag("default") ?? false,
            Line = line,
        };
        if (experiment.Prompts.Count == 0)
            map.Problem("prompts", $"The experiment “{name}” names no prompts. Write prompts: [triage@v1, triage@v2].");
        foreach (var model in experiment.Models.Where(model => !models.ContainsKey(model)))
            map.Problem("models", $"There is no model “{model}”.{NearestName.Suggest(model, models.Keys)}");
        foreach (
            var output in experiment.Outputs.Where(output => !ExperimentDefinition.KnownOutputs.Contains(output, StringComparer.Ordinal))
        )
            map.Problem(
                "outputs",
                $"There is no output “{output}”; there are {string.Join(", ", ExperimentDefinition.KnownOutputs)}.{NearestName.Suggest(output, ExperimentDefinition.KnownOutputs)}"
            );
        map.RejectUnknownKeys($"the experiment “{name}”");
        return experiment;
    }

    private static IReadOnlyList<string> EvalSetsOf(YamlMap map)
    {
        if (!map.Has("evalsets"))
            return [map.RequiredText("evalset", "tickets")];
        var sets = map.Texts("evalsets");
        if (map.Has("evalset"))
            map.Problem("evalset", "There are both “evalset” and “evalsets”. Keep one of them.");
        if (sets.Count == 0)
            map.Problem("evalsets", "“evalsets” is empty. Name the eval sets, such as [tickets, refunds].");
        if (sets.Distinct(StringComparer.Ordinal).Count() < sets.Count)
            map.Problem("evalsets", "An eval set is named twice. Name each once.");
        return sets.Count == 0 ? [""] : sets;
    }

    private static void CheckDefaults(ProjectConfig config, Problems problems)
    {
        if (config.Run.Model is { } model && !config.Models.ContainsKey(model))
            problems.Add(
                config.File,
                null,
                $"“run: model” names “{model}”, which is no model.{NearestName.Suggest(model, config.Models.Keys)}"
            );
        foreach (var second in config.Experiments.Values.Where(experiment => experiment.IsDefault).Skip(1))
            problems.Add(config.File, second.Line, $"“{second.Name}” is a second default experiment. Keep one.");
    }
}
