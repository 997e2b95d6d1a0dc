using PromptLab.Programs;
using PromptLab.Texts;

namespace PromptLab.Grading.Programs;

/// <summary>
/// The programs that graders may use. Each is started by the first response that it grades, and killed when this is disposed of.
/// Thread-safe.
/// </summary>
/// <param name="definitions">The programs by name.</param>
/// <param name="isAllowed">False where the host starts no programs.</param>
/// <param name="time">The clock of the time limits.</param>
internal sealed class GraderPrograms(IReadOnlyDictionary<string, ProgramDefinition> definitions, bool isAllowed, TimeProvider time)
    : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, GraderProgram> _programs = new(StringComparer.Ordinal);

    /// <summary>No programs, as where there is no project.</summary>
    public static GraderPrograms None { get; } =
        new(new Dictionary<string, ProgramDefinition>(StringComparer.Ordinal), isAllowed: false, TimeProvider.System);

    /// <summary>The definition of a program; null if there is none.</summary>
    public ProgramDefinition? Define(string name) => definitions.GetValueOrDefault(name);

    /// <summary>The program with this name, which is not started yet; null, with a problem reported, if it can't be used.</summary>
    public GraderProgram? Find(GraderSetup setup, string key, string name)
    {
        if (Define(name) is not { } definition)
            setup.Options.Problem(key, Unknown(setup, name));
        else if (!isAllowed)
            setup.Options.Problem(
                key,
                $"The grader “{setup.Id}” (exec) needs the program “{name}”, and here no programs are started: the host does not allow them."
            );
        else
            return Of(definition);
        return null;
    }

    /// <summary>Kills the programs, and everything that they started.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var program in _programs.Values)
                program.Dispose();
        }
    }

    private GraderProgram Of(ProgramDefinition definition)
    {
        lock (_lock)
        {
            if (!_programs.TryGetValue(definition.Name, out var program))
                program = _programs[definition.Name] = new GraderProgram(definition, time);
            return program;
        }
    }

    private string Unknown(GraderSetup setup, string name)
    {
        const string Example = "command: [python3, graders/grader.py]";
        return definitions.Count == 0
            ? $"The grader “{setup.Id}” (exec) needs the program “{name}”, and only a promptlab.yaml can allow one: add “programs: {{ {name}: {{ {Example} }} }}” to it."
            : $"promptlab.yaml names no program “{name}”.{NearestName.Suggest(name, definitions.Keys)}";
    }
}
