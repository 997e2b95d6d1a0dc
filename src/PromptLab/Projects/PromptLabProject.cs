using PromptLab.Confirming;
using PromptLab.EvalSets;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Planning;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// An open project, with one method for each operation. The holdout ledger, cache, budget, retries, rate limits, verdicts and the
/// scoreboard are internal, so that no caller can bypass them.
/// </summary>
/// <remarks>
/// Each method takes one options record and returns facts, never formatted text. Invalid input throws an
/// <see cref="InputException"/> with every problem, before anything is sent. A failed call is a result, not an exception. Warnings
/// are in the result, and are reported to the host's observer as they occur. Operations that write at the same time, in this or
/// another process, take turns by locks on their files.
/// </remarks>
public sealed partial class PromptLabProject : IAsyncDisposable
{
    private readonly ProjectWorkspace _project;

    private PromptLabProject(ProjectWorkspace project, IReadOnlyList<Problem> warnings) => (_project, Warnings) = (project, warnings);

    /// <summary>The full path of the project's folder, which contains <c>promptlab.yaml</c>.</summary>
    public string Folder => _project.Folder.Root;

    /// <summary>The full path of the results folder.</summary>
    public string ResultsFolder => _project.Folder.ResultsPath;

    /// <summary>The warnings about <c>promptlab.yaml</c>; empty where there are none.</summary>
    public IReadOnlyList<Problem> Warnings { get; }

    /// <summary>Finds the project in a folder or above it, and reads its configuration.</summary>
    /// <param name="folder">The folder to start from; relative paths in options are resolved against it.</param>
    /// <param name="host">The project's environment; <see cref="ProjectHost.System"/> for the actual machine.</param>
    /// <exception cref="InputException">There is no project, or its configuration is invalid.</exception>
    public static PromptLabProject Open(string folder, ProjectHost host)
    {
        var problems = new Problems();
        var project = WithChecks(ProjectWorkspace.Find(Path.GetFullPath(folder), host, problems));
        project.Conclude(problems);
        return new PromptLabProject(project, problems.Found);
    }

    /// <summary>
    /// Checks prompts, eval sets, graders, configuration and experiments together. Unlike all other methods it also reports errors of
    /// the configuration in its result.
    /// </summary>
    /// <param name="folder">The folder to start from, in the project or below it.</param>
    /// <param name="host">The project's environment.</param>
    /// <param name="strict">
    /// True to report versions with several changes and no reason, and examples that are items, as errors; false for the settings of
    /// <c>promptlab.yaml</c>, which make them warnings where they say nothing.
    /// </param>
    /// <exception cref="InputException">There is no project, or its configuration is not a YAML mapping.</exception>
    public static async Task<CheckResult> CheckAsync(string folder, ProjectHost host, bool strict = false)
    {
        var problems = new Problems();
        var project = WithChecks(ProjectWorkspace.Find(Path.GetFullPath(folder), host, problems));
        await using var opened = new PromptLabProject(project, []);
        await MergeAttributes.CheckAsync(project, problems, CancellationToken.None);
        return ProjectChecker.Check(project, strict, problems);
    }

    /// <summary>
    /// Makes a project that runs, of a file of items: configuration, a draft, an eval set with graders that fit the data, splits dealt
    /// before anything is run. Where there is a project already, the draft and the eval set are added to it.
    /// </summary>
    /// <remarks>
    /// Nothing is overwritten, and the same call completes one that was cut off. It returns the files that were written.
    /// </remarks>
    /// <param name="folder">The folder of the project, which is created where it is missing.</param>
    /// <param name="host">The project's environment, which tells the model.</param>
    /// <param name="from">
    /// A CSV or JSON Lines file of items, relative to the folder, which is read and never changed; null for an example of twelve items.
    /// </param>
    /// <param name="name">
    /// The name of the prompt and its eval set: small letters, digits and <c>-</c>, a letter first; null for that of the file, or
    /// <c>triage</c>.
    /// </param>
    /// <param name="input">The columns that the prompt is to read; null to tell them by name and content.</param>
    /// <param name="expected">The column of what is expected; null to tell it by name and content.</param>
    /// <param name="model">The provider's id of the model; null for what the environment tells.</param>
    /// <param name="cancellationToken">Cancels the work before anything is written.</param>
    /// <exception cref="InputException">
    /// The data can't be read, its columns can't be told, or a file is there already. Nothing was written.
    /// </exception>
    public static Task<NewResult> InitAsync(
        string folder,
        ProjectHost host,
        string? from = null,
        string? name = null,
        IReadOnlyList<string>? input = null,
        string? expected = null,
        string? model = null,
        CancellationToken cancellationToken = default
    ) =>
        ProjectInit.RunAsync(
            Path.GetFullPath(folder),
            host,
            new InitOptions
            {
                From = from,
                Name = name,
                Input = input ?? [],
                Expected = expected,
                Model = model,
            },
            cancellationToken
        );

    /// <summary>Runs prompt versions over an eval set, grades the responses, and adds each run to the scoreboard.</summary>
    /// <param name="options">The prompts, items, models and limits.</param>
    /// <param name="stopping">
    /// Requests a stop: no new call begins, calls in flight may finish within the grace period, and all results so far are saved. The
    /// outcome then has unfinished runs, which can be resumed.
    /// </param>
    /// <exception cref="InputException">
    /// The options or a file are invalid, or the limit of looks at the holdout is reached. Nothing was sent.
    /// </exception>
    public Task<RunOutcome> RunAsync(RunOptions options, CancellationToken stopping = default) =>
        ExecuteAsync(project => ExperimentRunner.RunAsync(project, options, stopping));

    /// <summary>The names of the eval sets that the options of a run mean; several for <see cref="RunSetsAsync"/>.</summary>
    /// <param name="options">The options of a run.</param>
    /// <exception cref="InputException"><c>promptlab.yaml</c> is invalid.</exception>
    public ChosenEvalSets EvalSetsOf(RunOptions options) =>
        Execute(project => new ChosenEvalSets { Names = SetsRunner.EvalSetsOf(project, options) });

    /// <summary>
    /// Runs prompt versions over several eval sets, one after the other, and averages them. All sets are checked before the first call, and
    /// share one budget.
    /// </summary>
    /// <param name="options">The prompts, eval sets, items, models and limits.</param>
    /// <param name="stopping">Requests a stop, as in <see cref="RunAsync"/>.</param>
    /// <exception cref="InputException">As in <see cref="RunAsync"/>.</exception>
    public Task<SetsOutcome> RunSetsAsync(RunOptions options, CancellationToken stopping = default) =>
        ExecuteAsync(project => SetsRunner.RunAsync(project, options, stopping));

    /// <summary>Grades responses recorded elsewhere to several eval sets, and averages them.</summary>
    /// <param name="options">
    /// The eval sets, the name of the responses, and their files: a path with <c>{evalset}</c> in place of the set's name.
    /// </param>
    /// <param name="cancellationToken">Cancels the grading.</param>
    /// <exception cref="InputException">As in <see cref="GradeAsync"/>.</exception>
    public Task<SetsOutcome> GradeSetsAsync(GradeOptions options, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => SetsRunner.GradeAsync(project, options, cancellationToken));

    /// <summary>Predicts the calls of a run, and its maximum tokens and cost. Nothing is sent or written.</summary>
    /// <param name="options">The options of the run.</param>
    /// <exception cref="InputException">The options or a file are invalid.</exception>
    public RunForecast ForecastRun(RunOptions options) => Execute(project => ExperimentRunner.Forecast(project, options));

    /// <summary>Resumes runs that were stopped, were killed or had failed calls. Saved responses are not paid for again.</summary>
    /// <param name="options">Which runs; null for all unfinished runs of the latest command.</param>
    /// <param name="stopping">Requests a stop, as in <see cref="RunAsync"/>.</param>
    /// <exception cref="InputException">There is nothing to resume, or the runs cannot be resumed under their original choices.</exception>
    public Task<RunOutcome> ResumeAsync(ResumeOptions? options = null, CancellationToken stopping = default) =>
        ExecuteAsync(project => ExperimentRunner.ResumeAsync(project, options ?? new ResumeOptions(), stopping));

    /// <summary>Predicts what resuming would reuse and call. Nothing is sent or written.</summary>
    /// <param name="options">Which runs; null for all unfinished runs of the latest command.</param>
    /// <param name="cancellationToken">Cancels the prediction.</param>
    /// <exception cref="InputException">There is nothing to resume, or the runs cannot be resumed under their original choices.</exception>
    public Task<ResumeForecast> ForecastResumeAsync(ResumeOptions? options = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => ExperimentRunner.ForecastAsync(project, options ?? new ResumeOptions(), cancellationToken));

    /// <summary>Grades the existing responses of a run or of a file, as a new run. No response is requested from a model.</summary>
    /// <param name="options">The run or the file.</param>
    /// <param name="cancellationToken">Cancels the grading.</param>
    /// <exception cref="InputException">
    /// The options or a file are invalid, or the limit of looks at the holdout is reached.
    /// </exception>
    public Task<RunOutcome> GradeAsync(GradeOptions options, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => GradingRunner.GradeAsync(project, options, cancellationToken));

    /// <summary>
    /// Grades the responses of a run again and shows old and new verdicts side by side; keeps nothing and calls no model. Items of the
    /// holdout are left out.
    /// </summary>
    /// <param name="options">The run, and the graders to try.</param>
    /// <param name="cancellationToken">Cancels the grading.</param>
    /// <exception cref="InputException">There is no such run or item, the item is in the holdout, or a grader is invalid.</exception>
    public Task<RegradePreview> PreviewGradesAsync(RegradePreviewOptions options, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => RegradePreviewer.PreviewAsync(project, options, cancellationToken));

    /// <summary>
    /// Compares a candidate with its baseline on the holdout and records the claim. The look is in the ledger before the first call.
    /// </summary>
    /// <param name="options">The candidate, its baseline and the limits.</param>
    /// <param name="stopping">Requests a stop. Calling again with the same options resumes the look, which counts once.</param>
    /// <exception cref="InputException">
    /// The options or a file are invalid, or the limit of looks at the holdout is reached. Nothing was sent.
    /// </exception>
    public Task<ClaimResult> ConfirmAsync(ConfirmOptions options, CancellationToken stopping = default) =>
        ExecuteAsync(project => ClaimRunner.ConfirmAsync(project, options, stopping));

    /// <summary>Predicts the look that a claim would take, and its calls, tokens and cost. Nothing is sent or written.</summary>
    /// <param name="options">The options of the claim.</param>
    /// <exception cref="InputException">
    /// The options or a file are invalid, or the limit of looks at the holdout is reached.
    /// </exception>
    public ClaimForecast ForecastConfirm(ConfirmOptions options) => Execute(project => ClaimRunner.Forecast(project, options));

    /// <summary>Judges existing runs by the gates of their eval set. No model is called.</summary>
    /// <param name="options">The runs and additional gates.</param>
    /// <exception cref="InputException">The options or a file are invalid, or there is no gate.</exception>
    public GateResult Gate(GateOptions options) => Execute(project => GateRunner.Judge(project, options));

    /// <summary>The name of the only prompt, for a command that names none.</summary>
    /// <exception cref="InputException">There are several, or none.</exception>
    internal string OnlyPrompt() => OnlyChoice.Prompt(_project);

    /// <summary>The latest run of the only prompt, for a command that names none.</summary>
    /// <exception cref="InputException">There are several prompts, or there is no run.</exception>
    internal string OnlyRun() => OnlyChoice.Run(_project);

    /// <summary>The latest version of the only prompt and its parent, for a command that names none.</summary>
    /// <exception cref="InputException">There are several prompts, or the latest version has no parent.</exception>
    internal (string Baseline, string Candidate) OnlyPair() => OnlyChoice.Pair(_project);

    /// <summary><see cref="EvalSet.MeasuredSplits"/> of an eval set, for regression tests; empty where it does not exist.</summary>
    internal IReadOnlyList<string> MeasuredSplitsOf(string evalSet) =>
        _project.EvalSets.Resolve(evalSet, new Problems())?.MeasuredSplits ?? [];

    /// <summary>Releases shared resources. The host's chat clients are not disposed of.</summary>
    public ValueTask DisposeAsync()
    {
        _project.Models.Dispose();
        _project.Programs.Dispose();
        _project.Limits.Dispose();
        return ValueTask.CompletedTask;
    }

    // Gates belong to a folder that planning may not use; they are checked with each eval set, before anything is paid for.
    private static ProjectWorkspace WithChecks(ProjectWorkspace project) =>
        project with
        {
            CheckEvalSet = static (evalSet, problems) => GateRules.Of(evalSet, problems),
        };

    private T Execute<T>(Func<ProjectWorkspace, T> call)
        where T : ProjectResult
    {
        var warnings = new WarningCollector(_project.Host.Observer);
        var project = _project.ForOperation(warnings);
        using var models = project.Models;
        using var programs = project.Programs;
        return WithWarnings(call(project), project, warnings);
    }

    private async Task<T> ExecuteAsync<T>(Func<ProjectWorkspace, Task<T>> call)
        where T : ProjectResult
    {
        var warnings = new WarningCollector(_project.Host.Observer);
        var project = _project.ForOperation(warnings);
        using var models = project.Models;
        using var programs = project.Programs;
        return WithWarnings(await call(project), project, warnings);
    }

    private static T WithWarnings<T>(T result, ProjectWorkspace project, WarningCollector warnings)
        where T : ProjectResult
    {
        ProjectResult facts = result;
        return (T)(facts with { Warnings = warnings.Warnings, ForExcel = project.Config.ForExcel });
    }
}
