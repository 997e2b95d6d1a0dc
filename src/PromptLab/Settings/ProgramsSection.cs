using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Programs;

namespace PromptLab.Settings;

/// <summary>Reads <c>programs</c> of <c>promptlab.yaml</c>: the programs that eval sets may use as graders.</summary>
/// <param name="root">The full path of the project's folder, in which they run.</param>
internal sealed class ProgramsSection(string root)
{
    private const int MaxSeconds = 3600;
    private const int MaxConcurrency = 64;
    private const double MinSeconds = 0.1;

    public IReadOnlyDictionary<string, ProgramDefinition> Read(YamlMap? programs)
    {
        var found = new Dictionary<string, ProgramDefinition>(StringComparer.Ordinal);
        foreach (var name in programs?.Keys ?? [])
        {
            if (programs!.Map(name) is { } map)
                found[name] = ProgramOf(name, map);
            else if (!programs.IsMap(name))
                programs.Problem(name, $"The program “{name}” has no command. Write {name}: {{ command: [python3, graders/{name}.py] }}.");
        }

        return found;
    }

    private ProgramDefinition ProgramOf(string name, YamlMap map)
    {
        var command = map.IsList("command") ? map.Texts("command") : [];
        if (command.Count == 0 || command[0].Length == 0)
            map.Problem(
                "command",
                $"The program “{name}” needs “command” as a list, the program and its arguments: command: [python3, graders/{name}.py]. No shell is used."
            );
        var variables = map.Texts("env");
        foreach (var variable in variables)
            VariableNames.Check(map, "env", variable);
        var standard = new ProgramDefinition(name, new ProgramCommand(command, root) { Variables = variables });
        var definition = standard with
        {
            Version = map.Text("version"),
            Timeout = SecondsOf(map, "timeout_seconds") ?? standard.Timeout,
            StartTimeout = SecondsOf(map, "start_seconds") ?? standard.StartTimeout,
            Concurrency = map.Integer("concurrency", 1, MaxConcurrency) ?? standard.Concurrency,
        };
        map.RejectUnknownKeys($"the program “{name}”");
        return definition;
    }

    private static TimeSpan? SecondsOf(YamlMap map, string key) =>
        map.Number(key, MinSeconds, MaxSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
