using PromptLab.Confirming;
using PromptLab.EvalSets;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Planning;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// An opened project: one method for each thing that can be done with it. The holdout ledger, cache, budget, retries, rate
/// limits, verdicts and the scoreboard stand behind these methods, and no public way leads round them.
/// </summary>
/// <remarks>
/// Each method takes one record of options and gives facts, never text. Bad input is an <see cref="InputException"/> with every
/// problem in it, thrown before anything is sent; a call that failed is a result; warnings are in the result, and are told to
/// the host's observer as they come. Methods may be called one after the other; two that write at once take turns by the locks
/// on their files.
/// </remarks>
public sealed partial class PromptLabProject : IAsyncDisposable
{
    private readonly ProjectWorkspace _project;

    private PromptLabProject(ProjectWorkspace project, IReadOnlyList<Problem> warnings) => (_project, Warnings) = (project, warnings);

    /// <summary>The full path of the project's folder: the one that holds <c>promptlab.yaml</c>.</summary>
    public string Folder => _project.Folder.Root;

    /// <summary>The full path of the folder of results.</summary>
    public string ResultsFolder => _project.Folder.ResultsPath;

    /// <summary>What is worth a look in <c>promptlab.yaml</c>.</summary>
    public IReadOnlyList<Problem> Warnings { get; }

    /// <summary>Finds the project in a folder or above it, and reads its configuration.</summary>
    /// <param name="folder">The folder; relative paths in options start from it.</param>
    /// <param name="host">What comes from outside; <see cref="ProjectHost.System"/> for the machine as it is.</param>
    /// <exception cref="InputException">There is no project, or its configuration is wrong.</exception>
    public static PromptLabProject Open(string folder, ProjectHost host)
    {
        var problems = new Problems();
        var project = Checked(ProjectWorkspace.Find(Path.GetFullPath(folder), host, problems));
        project.Conclude(problems);
        return new PromptLabProject(project, problems.Found);
    }

    /// <summary>
    /// Checks prompts, eval sets, graders, configuration and experiments together. Unlike every other method it goes on where
    /// the configuration has errors, and gives them with all others.
    /// </summary>
    /// <param name="folder">A folder of the project.</param>
    /// <param name="host">What comes from outside.</param>
    /// <param name="options">How strict the check is.</param>
    /// <exception cref="InputException">There is no project, or its configuration can't be read at all.</exception>
    public static async Task<CheckResult> CheckAsync(string folder, ProjectHost host, CheckOptions? options = null)
    {
        var problems = new Problems();
        var project = Checked(ProjectWorkspace.Find(Path.GetFullPath(folder), host, problems));
        await using var opened = new PromptLabProject(project, []);
        return ProjectCheck.Of(project, options ?? new CheckOptions(), problems);
    }

    /// <summary>Runs prompt versions over an eval set, grades the responses, and appends a row for each run to the scoreboard.</summary>
    /// <param name="options">What is run.</param>
    /// <param name="stopping">
    /// Asks for a stop: no new call is made, calls in flight have the grace period, and what is there is kept. The outcome then
    /// has unfinished runs, which can be resumed.
    /// </param>
    /// <exception cref="InputException">
    /// Something is wrong with the options or a file, or the holdout may not be looked at again. Nothing was sent.
    /// </exception>
    public Task<RunOutcome> RunAsync(RunOptions options, CancellationToken stopping = default) =>
        DoAsync(project => ExperimentRunner.RunAsync(project, options, stopping));

    /// <summary>What a run would ask and what it would cost at most. Nothing is sent or written.</summary>
    /// <param name="options">What would be run.</param>
    /// <exception cref="InputException">Something is wrong with the options or a file.</exception>
    public RunForecast ForecastRun(RunOptions options) => Do(project => ExperimentRunner.Forecast(project, options));

    /// <summary>Resumes runs that were stopped, killed or had failed calls. Nothing that was answered is paid for again.</summary>
    /// <param name="options">Which runs; by default all that the latest command left unfinished.</param>
    /// <param name="stopping">Asks for a stop, as in <see cref="RunAsync"/>.</param>
    /// <exception cref="InputException">There is nothing to resume, or the runs can't be resumed as they were begun.</exception>
    public Task<RunOutcome> ResumeAsync(ResumeOptions? options = null, CancellationToken stopping = default) =>
        DoAsync(project => ExperimentRunner.ResumeAsync(project, options ?? new ResumeOptions(), stopping));

    /// <summary>What resuming would use again and ask. Nothing is sent or written.</summary>
    /// <param name="options">Which runs.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InputException">There is nothing to resume, or the runs can't be resumed as they were begun.</exception>
    public Task<ResumeForecast> ForecastResumeAsync(ResumeOptions? options = null, CancellationToken cancellationToken = default) =>
        DoAsync(project => ExperimentRunner.ForecastAsync(project, options ?? new ResumeOptions(), cancellationToken));

    /// <summary>Grades responses that are there, of a run or of a file, as a run of its own. No model is called.</summary>
    /// <param name="options">Which responses.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InputException">
    /// Something is wrong with the options or a file, or the holdout may not be looked at again.
    /// </exception>
    public Task<RunOutcome> GradeAsync(GradeOptions options, CancellationToken cancellationToken = default) =>
        DoAsync(project => GradingRunner.GradeAsync(project, options, cancellationToken));

    /// <summary>
    /// Asks two versions on the holdout, once, and weighs what can be claimed. The look is in the ledger before
    /// anything is asked.
    /// </summary>
    /// <param name="options">What the claim is on.</param>
    /// <param name="stopping">Asks for a stop: the look goes on with the next call of the same options, and counts once.</param>
    /// <exception cref="InputException">
    /// Something is wrong with the options or a file, or the holdout may not be looked at again. Nothing was sent.
    /// </exception>
    public Task<ClaimResult> ConfirmAsync(ConfirmOptions options, CancellationToken stopping = default) =>
        DoAsync(project => ClaimRunner.ConfirmAsync(project, options, stopping));

    /// <summary>Which look a claim would take, and what it would ask. Nothing is sent or written.</summary>
    /// <param name="options">What the claim would be on.</param>
    /// <exception cref="InputException">
    /// Something is wrong with the options or a file, or the holdout may not be looked at again.
    /// </exception>
    public ClaimForecast ForecastConfirm(ConfirmOptions options) => Do(project => ClaimRunner.Forecast(project, options));

    /// <summary>Judges runs that are there by the gates of their eval set. No model is called.</summary>
    /// <param name="options">Which runs.</param>
    /// <exception cref="InputException">Something is wrong with the options or a file, or there is no gate.</exception>
    public GateResult Gate(GateOptions options) => Do(project => GateRunner.Judge(project, options));

    /// <summary>The splits of an eval set that tests measure, as <see cref="EvalSet.MeasuredSplits"/>; empty for one that is not there.</summary>
    internal IReadOnlyList<string> MeasuredSplitsOf(string evalSet) =>
        _project.EvalSets.Resolve(evalSet, new Problems())?.MeasuredSplits ?? [];

    /// <summary>Releases what calls share. Clients that the host brought stay the caller's.</summary>
    public ValueTask DisposeAsync()
    {
        _project.Models.Dispose();
        _project.Limits.Dispose();
        return ValueTask.CompletedTask;
    }

    // What floors above planning know of an eval set is checked before a night is paid for.
    private static ProjectWorkspace Checked(ProjectWorkspace project) =>
        project with
        {
            CheckEvalSet = static (evalSet, problems) => GateRules.Of(evalSet, problems),
        };

    private T Do<T>(Func<ProjectWorkspace, T> call)
        where T : ProjectResult
    {
        var warnings = new WarningCollector(_project.Host.Observer);
        var project = _project.ForOperation(warnings);
        using var models = project.Models;
        return With(call(project), warnings);
    }

    private async Task<T> DoAsync<T>(Func<ProjectWorkspace, Task<T>> call)
        where T : ProjectResult
    {
        var warnings = new WarningCollector(_project.Host.Observer);
        var project = _project.ForOperation(warnings);
        using var models = project.Models;
        return With(await call(project), warnings);
    }

    private static T With<T>(T result, WarningCollector warnings)
        where T : ProjectResult
    {
        ProjectResult facts = result;
        return (T)(facts with { Warnings = warnings.Warnings });
    }
}
