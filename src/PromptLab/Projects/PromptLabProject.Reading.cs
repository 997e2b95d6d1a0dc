using PromptLab.Diagnosing;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Progress;

namespace PromptLab.Projects;

/// <content>What is read of results: comparisons, diagnoses, boards; recordings, cache and models.</content>
public sealed partial class PromptLabProject
{
    /// <summary>Compares stored runs item by item: the difference with its interval, the verdict, the items that flipped.</summary>
    /// <param name="options">Which runs.</param>
    /// <exception cref="InputException">A run is missing, or the runs can't be compared.</exception>
    public CompareResult Compare(CompareOptions options) => Do(project => StoredRunComparison.Of(project, options));

    /// <summary>
    /// In which ways a run fails: reasons, slices, clusters, flips, items never solved. Items of the holdout are
    /// counted and not named.
    /// </summary>
    /// <param name="options">Which run.</param>
    /// <exception cref="InputException">There is no such run.</exception>
    public DiagnosisResult Diagnose(DiagnoseOptions options) => Do(project => DiagnosisRunner.Diagnose(project, options));

    /// <summary>Where the work on a prompt stands, and what to do next.</summary>
    /// <param name="options">Which prompt.</param>
    /// <exception cref="InputException">There is no such prompt, or what is measured can't be read.</exception>
    public StatusResult Status(StatusOptions options) => Do(project => StatusReader.Of(project, options));

    /// <summary>The scoreboard: versions in order, their rates, and what the evidence says of each change.</summary>
    /// <param name="options">Which rows; by default the latest of each version.</param>
    /// <exception cref="InputException">The scoreboard can't be read, or has no such prompt.</exception>
    public BoardResult Board(BoardOptions? options = null) => Do(project => BoardReader.Of(project, options ?? new BoardOptions()));

    /// <summary>The lab notebook of a prompt: each version, its change, its hypothesis, and what came of it.</summary>
    /// <param name="options">Which prompt.</param>
    /// <exception cref="InputException">There is no such prompt, or one of its files can't be read.</exception>
    public LogResult Log(LogOptions options) => Do(project => NotebookReader.Of(project, options));

    /// <summary>Writes the responses of runs into a recording that a recorded model replays.</summary>
    /// <param name="options">Which runs, and where.</param>
    /// <exception cref="InputException">A run is missing, the recording has other responses, or it can't be written.</exception>
    public RecordResult Record(RecordOptions options) => Do(project => RunRecorder.Record(project, options));

    /// <summary>What the response cache holds.</summary>
    /// <exception cref="InputException">It can't be opened.</exception>
    public Task<CacheResult> ReadCacheAsync() => DoAsync(CacheReader.ReadAsync);

    /// <summary>Removes responses from the cache. What is asked again is paid for again.</summary>
    /// <param name="options">Which responses; by default all.</param>
    /// <exception cref="InputException">The cache can't be opened.</exception>
    public Task<ClearCacheResult> ClearCacheAsync(ClearCacheOptions? options = null) =>
        DoAsync(project => CacheReader.ClearAsync(project, options ?? new ClearCacheOptions()));

    /// <summary>The models that can be named, and whether their keys are set.</summary>
    public ModelsResult Models() => Do(ModelDirectory.List);

    /// <summary>Makes one call of a model and says precisely what is wrong where it fails. It is in no budget, cache or row.</summary>
    /// <param name="options">Which model.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InputException">There is no such model, or its key or recording is missing.</exception>
    public Task<TestModelResult> TestModelAsync(TestModelOptions options, CancellationToken cancellationToken = default) =>
        DoAsync(project => ModelDirectory.TestAsync(project, options.Model, cancellationToken));
}
