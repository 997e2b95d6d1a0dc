using PromptLab.Calling;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading.Programs;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Settings;

namespace PromptLab.Workspace;

/// <summary>An open project: its folders, its stores and its host. Every operation gets its own.</summary>
internal sealed record ProjectWorkspace
{
    private const string ScoreboardName = "scoreboard.csv";

    private RunGit? _git;
    private bool _gitIsKnown;

    public required ProjectFolder Folder { get; init; }

    /// <summary>What this operation has read of the project's files.</summary>
    public required FileReadCache Files { get; init; }

    /// <summary>The full path of the folder against which relative paths in options are resolved.</summary>
    public required string OpenedIn { get; init; }

    public required ProjectHost Host { get; init; }

    public required PromptLibrary Prompts { get; init; }

    public required EvalSetLibrary EvalSets { get; init; }

    /// <summary>The rate limits of models, shared by all operations.</summary>
    public required ModelRateLimiters Limits { get; init; }

    public required RunStore Runs { get; init; }

    public required Scoreboard Scoreboard { get; init; }

    public ProjectConfig Config => Folder.Config;

    /// <summary>
    /// Adds problems of an eval set beyond its items and graders. <c>PromptLabProject</c> supplies these checks, since they belong
    /// to folders that this one may not use.
    /// </summary>
    public Action<EvalSet, Problems> CheckEvalSet { get; init; } = static (_, _) => { };

    /// <summary>Creates the models to call; disposed of at the end of the operation.</summary>
    public required ModelFactory Models { get; init; }

    /// <summary>The programs that graders may use; killed at the end of the operation.</summary>
    public required GraderPrograms Programs { get; init; }

    /// <summary>The response cache, whose file may not exist.</summary>
    public required ResponseCacheFile Cache { get; init; }

    /// <summary>Finds the project in a folder or above it, and reads its configuration.</summary>
    /// <exception cref="InputException">There is no project, or its configuration is not a YAML mapping.</exception>
    public static ProjectWorkspace Find(string openedIn, ProjectHost host, Problems problems)
    {
        var folder = HostModels.Overlay(ProjectFolder.Find(openedIn, host.Variable, problems), host.ChatClients);
        return Of(folder, openedIn, host, new ModelRateLimiters());
    }

    /// <summary>The same project for another operation, with nothing cached from earlier ones.</summary>
    public ProjectWorkspace ForOperation(IProjectObserver observer) =>
        Of(Folder, OpenedIn, Host with { Observer = observer }, Limits) with
        {
            CheckEvalSet = CheckEvalSet,
        };

    private static ProjectWorkspace Of(ProjectFolder folder, string openedIn, ProjectHost host, ModelRateLimiters limits)
    {
        var read = new FileReadCache();
        var runs = Path.Combine(folder.ResultsPath, "runs");
        var scoreboard = Path.Combine(folder.ResultsPath, ScoreboardName);
        var evalSets = new EvalSetLibrary(folder.EvalSetsPath, folder.DisplayPath(folder.EvalSetsPath), read, host.Time);
        var seals = new Lazy<SealRegistry>(() => evalSets.Seals);
        return new ProjectWorkspace
        {
            Files = read,
            Folder = folder,
            OpenedIn = openedIn,
            Host = host,
            Limits = limits,
            Prompts = new PromptLibrary(folder.PromptsPath, folder.DisplayPath(folder.PromptsPath), read),
            EvalSets = evalSets,
            Runs = new RunStore(
                runs,
                folder.DisplayPath(runs),
                read,
                seal => seals.Value.Contains(seal),
                warning => host.Observer.Observe(new WarningFound(warning))
            )
            {
                ForExcel = folder.Config.ForExcel,
            },
            Scoreboard = new Scoreboard(scoreboard, folder.DisplayPath(scoreboard), host.Time),
            Cache = ResponseCacheFile.In(folder.ResultsPath, folder.DisplayPath),
            Programs = new GraderPrograms(folder.Config.Programs, host.AllowsPrograms, host.Time),
            Models = new ModelFactory(
                new ModelHost
                {
                    ReadVariable = host.Variable,
                    Time = host.Time,
                    Jitter = host.Dice,
                    ChatClients = host.ChatClients,
                    Providers = host.Providers,
                    RateLimiters = limits,
                },
                folder.Root
            ),
        };
    }

    /// <summary>Checks that results can be saved, before anything is paid for.</summary>
    /// <exception cref="InputException">The results folder or the scoreboard is not writable, or the scoreboard is invalid.</exception>
    public async Task CheckResultsAsync(CancellationToken cancellationToken)
    {
        Runs.CheckWritable();
        var problems = new Problems();
        ReadScoreboard(problems);
        problems.ThrowIfErrors();
        await Scoreboard.CheckWritableAsync(cancellationToken);
    }

    /// <summary>
    /// The rows of the scoreboard, as <see cref="Scoreboard.Read"/> gives them, read once. Code that appends gets the current rows
    /// from the scoreboard itself, under its lock.
    /// </summary>
    public IReadOnlyList<ScoreboardRow> ReadScoreboard(Problems problems) =>
        Files.GetOrRead(Path.Combine(Folder.ResultsPath, ScoreboardName), problems, Scoreboard.Read);

    /// <summary>Throws where there are errors; otherwise reports the warnings to the observer.</summary>
    /// <exception cref="InputException">There are errors. Its problems include the warnings.</exception>
    public void Conclude(Problems problems)
    {
        problems.ThrowIfErrors();
        foreach (var group in ProblemGroup.Of(problems.Found))
            Notify(new WarningFound(group.Problems[0]) { Others = [.. group.Problems.Skip(1)] });
    }

    public void Notify(ProjectEvent happened) => Host.Observer.Observe(happened);

    /// <summary>The trigger that runs record: <c>ci</c> where the variable CI is set and not <c>false</c>, else <c>local</c>.</summary>
    public string Trigger => Host.Variable("CI") is { Length: > 0 } and not "false" ? "ci" : "local";

    /// <summary>The checkout's state, read once; null outside a checkout. Changes to the results folder do not make it dirty.</summary>
    public async Task<RunGit?> GitAsync(CancellationToken cancellationToken)
    {
        if (!_gitIsKnown)
            _git = await Host.VersionControl.StateAsync(Folder.Root, Folder.ResultsPath, cancellationToken);
        _gitIsKnown = true;
        return _git;
    }

    /// <summary>The author by version control, else the USER or USERNAME variable; null where none is set.</summary>
    public async Task<string?> AuthorAsync(CancellationToken cancellationToken) =>
        await Host.VersionControl.AuthorAsync(Folder.Root, cancellationToken)
        ?? new[] { "USER", "USERNAME" }.Select(Host.Variable).FirstOrDefault(user => user is { Length: > 0 });
}
