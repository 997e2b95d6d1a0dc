using PromptLab.Calling;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Settings;

namespace PromptLab.Workspace;

/// <summary>An opened project: its folders, its stores, and what its host brings. One door call has one of its own.</summary>
internal sealed record ProjectWorkspace
{
    private RunGit? _git;
    private bool _gitIsKnown;

    public required ProjectFolder Folder { get; init; }

    /// <summary>The folder that relative paths of options start from, as a full path.</summary>
    public required string OpenedIn { get; init; }

    public required ProjectHost Host { get; init; }

    public required PromptLibrary Prompts { get; init; }

    public required EvalSetLibrary EvalSets { get; init; }

    /// <summary>The rate limits of models, which all door calls share.</summary>
    public required ModelRateLimiters Limits { get; init; }

    public required RunStore Runs { get; init; }

    public required Scoreboard Scoreboard { get; init; }

    public ProjectConfig Config => Folder.Config;

    /// <summary>
    /// Notes what is wrong with an eval set besides its items and graders: checks of floors above, which the door hands
    /// in.
    /// </summary>
    public Action<EvalSet, Problems> CheckEvalSet { get; init; } = static (_, _) => { };

    /// <summary>Makes the models that are called, and ends them when the door call is over.</summary>
    public required ModelFactory Models { get; init; }

    /// <summary>The response cache, which need not be there.</summary>
    public required ResponseCacheFile Cache { get; init; }

    /// <summary>Finds the project in a folder or above it, and reads its configuration.</summary>
    /// <exception cref="InputException">There is no project, or its configuration can't be read at all.</exception>
    public static ProjectWorkspace Find(string openedIn, ProjectHost host, Problems problems)
    {
        var folder = HostModels.LaidOver(ProjectFolder.Find(openedIn, host.Variable, problems), host.ChatClients);
        return Of(folder, openedIn, host, new ModelRateLimiters());
    }

    /// <summary>The same project for one more door call: nothing that an earlier call read is remembered.</summary>
    public ProjectWorkspace Again(IProjectObserver observer) =>
        Of(Folder, OpenedIn, Host with { Observer = observer }, Limits) with
        {
            CheckEvalSet = CheckEvalSet,
        };

    private static ProjectWorkspace Of(ProjectFolder folder, string openedIn, ProjectHost host, ModelRateLimiters limits)
    {
        var read = new FileReadCache();
        var runs = Path.Combine(folder.ResultsPath, "runs");
        var scoreboard = Path.Combine(folder.ResultsPath, "scoreboard.csv");
        return new ProjectWorkspace
        {
            Folder = folder,
            OpenedIn = openedIn,
            Host = host,
            Limits = limits,
            Prompts = new PromptLibrary(folder.PromptsPath, folder.Shown(folder.PromptsPath), read),
            EvalSets = new EvalSetLibrary(folder.EvalSetsPath, folder.Shown(folder.EvalSetsPath), read),
            Runs = new RunStore(runs, folder.Shown(runs)),
            Scoreboard = new Scoreboard(scoreboard, folder.Shown(scoreboard), host.Time),
            Cache = ResponseCacheFile.In(folder.ResultsPath, folder.Shown),
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

    /// <summary>Checks that a run can be kept, before anything is paid for.</summary>
    /// <exception cref="InputException">The results folder can't be written, or the scoreboard is none.</exception>
    public void CheckResults()
    {
        Runs.CheckWritable();
        var problems = new Problems();
        Scoreboard.Read(problems);
        problems.ThrowIfErrors();
    }

    /// <summary>Ends the work where there are errors; else tells the observer of the warnings.</summary>
    /// <exception cref="InputException">There are errors; the warnings are among its problems.</exception>
    public void Conclude(Problems problems)
    {
        problems.ThrowIfErrors();
        foreach (var warning in problems.Found)
            Tell(new WarningFound(warning));
    }

    /// <summary>Tells the observer what happens.</summary>
    public void Tell(ProjectEvent happened) => Host.Observer.Observe(happened);

    /// <summary>What starts runs here: <c>ci</c> where the variable CI is set, as build servers do; else <c>local</c>.</summary>
    public string Trigger => Host.Variable("CI") is { Length: > 0 } and not "false" ? "ci" : "local";

    /// <summary>The state of the checkout, asked for once; null outside of one. What runs write does not make it dirty.</summary>
    public async Task<RunGit?> GitAsync(CancellationToken cancellationToken)
    {
        if (!_gitIsKnown)
            _git = await Host.VersionControl.StateAsync(Folder.Root, Folder.ResultsPath, cancellationToken);
        _gitIsKnown = true;
        return _git;
    }

    /// <summary>Who is asking: the author by version control, else the user of the machine; null where neither is known.</summary>
    public async Task<string?> AuthorAsync(CancellationToken cancellationToken) =>
        await Host.VersionControl.AuthorAsync(Folder.Root, cancellationToken)
        ?? new[] { "USER", "USERNAME" }.Select(Host.Variable).FirstOrDefault(user => user is { Length: > 0 });
}
