using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Settings;
using PromptLab.Workspace;

namespace PromptLab.Cli;

/// <summary>The project that a command was called in, with the places of all it holds.</summary>
internal sealed record Project
{
    public required ProjectFolder Folder { get; init; }

    public required PromptLibrary Prompts { get; init; }

    public required EvalSetLibrary EvalSets { get; init; }

    public required RunStore Runs { get; init; }

    public required Scoreboard Scoreboard { get; init; }

    public ProjectConfig Config => Folder.Config;

    /// <summary>Checks that a run can be kept, before anything is paid for.</summary>
    /// <exception cref="InputException">The results folder can't be written, or the scoreboard is none.</exception>
    public void CheckResults()
    {
        Runs.CheckWritable();
        var problems = new Problems();
        Scoreboard.Read(problems);
        problems.ThrowIfErrors();
    }

    /// <summary>Finds the project above the working directory and reads its configuration.</summary>
    public static Project Open(CommandContext context)
    {
        var problems = new Problems();
        var project = Open(context, problems);
        context.Conclude(problems);
        return project;
    }

    /// <summary>The same, with the problems of the configuration left to the caller.</summary>
    public static Project Open(CommandContext context, Problems problems)
    {
        var folder = ProjectFolder.Find(context.WorkingDirectory, context.Variable, problems);
        var runs = Path.Combine(folder.ResultsPath, "runs");
        var scoreboard = Path.Combine(folder.ResultsPath, "scoreboard.csv");
        return new Project
        {
            Folder = folder,
            Prompts = new PromptLibrary(folder.PromptsPath, folder.Shown(folder.PromptsPath)),
            EvalSets = new EvalSetLibrary(folder.EvalSetsPath, folder.Shown(folder.EvalSetsPath)),
            Runs = new RunStore(runs, folder.Shown(runs)),
            Scoreboard = new Scoreboard(scoreboard, folder.Shown(scoreboard), context.Time),
        };
    }
}
