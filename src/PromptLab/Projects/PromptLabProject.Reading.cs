using PromptLab.Comparing;
using PromptLab.Diagnosing;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Progress;

namespace PromptLab.Projects;

/// <content>Operations that read results: comparisons, diagnoses, boards, recordings, the cache and models.</content>
public sealed partial class PromptLabProject
{
    /// <summary>Compares stored runs item by item: the difference with its interval, the verdict, and the items that flipped.</summary>
    /// <param name="options">The baseline and the candidates.</param>
    /// <exception cref="InputException">A run does not exist, or the runs cannot be compared.</exception>
    public CompareResult Compare(CompareOptions options) => Execute(project => StoredRunComparer.Compare(project, options));

    /// <summary>
    /// Measures how far runs, label columns or people agree: the share of equal labels, and Cohen's, Fleiss' and Krippendorff's
    /// coefficients, with intervals. Items of the holdout are left out.
    /// </summary>
    /// <param name="options">Whose labels.</param>
    /// <exception cref="InputException">A run, grader, file or column does not exist, or there are fewer than two raters.</exception>
    public AgreementResult MeasureAgreement(AgreementOptions options) => Execute(project => AgreementMeasurer.Measure(project, options));

    /// <summary>
    /// Diagnoses how a run fails: reasons, slices, clusters, flips, and items that were never solved. Items of the holdout are
    /// counted but not named.
    /// </summary>
    /// <param name="run">A run by id or the end of its id, or the reference of a prompt version, which means its latest run.</param>
    /// <exception cref="InputException">There is no such run.</exception>
    public DiagnosisResult Diagnose(string run) => Execute(project => DiagnosisRunner.Diagnose(project, run));

    /// <summary>Lists the items that failed in a run, the worst first, with their responses and each grader's reason.</summary>
    /// <param name="options">The run, and which of its items.</param>
    /// <exception cref="InputException">There is no such run, it did not ask the item, or the item is in the holdout.</exception>
    public FailuresResult Failures(FailuresOptions options) => Execute(project => FailureReader.Read(project, options));

    /// <summary>Reports the state of the work on a prompt, with the recommended next step.</summary>
    /// <param name="options">The prompt and the conditions.</param>
    /// <exception cref="InputException">There is no such prompt, or the scoreboard is invalid.</exception>
    public StatusResult Status(StatusOptions options) => Execute(project => StatusReader.Read(project, options));

    /// <summary>Reads the scoreboard: the versions in order, their rates, and the evidence on each change.</summary>
    /// <param name="prompt">The name of the prompt to show; null for all prompts.</param>
    /// <param name="all">True for a line per run; false for the latest run of each version only.</param>
    /// <exception cref="InputException">The scoreboard is invalid, or has no run of the prompt.</exception>
    public BoardResult Board(string? prompt = null, bool all = false) => Execute(project => BoardReader.Read(project, prompt, all));

    /// <summary>Reads the lab notebook of a prompt: each version with its change, its hypothesis and its outcomes.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <exception cref="InputException">There is no such prompt, or one of its files is invalid.</exception>
    public LogResult Log(string prompt) => Execute(project => NotebookReader.Read(project, prompt));

    /// <summary>Writes the responses of runs into a recording, which a provider of the kind <c>recorded</c> replays.</summary>
    /// <param name="options">The runs and the recording.</param>
    /// <exception cref="InputException">
    /// A run does not exist, or the recording is not writable or has a different response for the same request.
    /// </exception>
    public RecordResult Record(RecordOptions options) => Execute(project => RunRecorder.Record(project, options));

    /// <summary>Reads the content of the response cache.</summary>
    /// <exception cref="InputException">The cache cannot be opened.</exception>
    public Task<CacheResult> ReadCacheAsync() => ExecuteAsync(CacheReader.ReadAsync);

    /// <summary>Removes responses from the cache. Later runs have to pay for them again.</summary>
    /// <param name="model">A model's id, as the cache lists it, or its name in <c>promptlab.yaml</c>; null for all models.</param>
    /// <exception cref="InputException">The cache cannot be opened.</exception>
    public Task<ClearCacheResult> ClearCacheAsync(string? model = null) => ExecuteAsync(project => CacheReader.ClearAsync(project, model));

    /// <summary>Lists what the project has by name: prompts, versions, labels, eval sets, splits, models, experiments and runs.</summary>
    /// <exception cref="InputException">A folder of the project can't be read.</exception>
    public NamesResult Names() => Execute(NameReader.Read);

    /// <summary>Lists the models of the project, and whether their API keys are set.</summary>
    public ModelsResult Models() => Execute(ModelDirectory.List);

    /// <summary>
    /// Tests a model with one call and reports exactly why it fails. The call does not use the cache, counts toward no budget, and is
    /// not on the scoreboard.
    /// </summary>
    /// <param name="model">The model's name in <c>promptlab.yaml</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="InputException">There is no such model, or its API key or recording is missing.</exception>
    public Task<TestModelResult> TestModelAsync(string model, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => ModelDirectory.TestAsync(project, model, cancellationToken));
}
