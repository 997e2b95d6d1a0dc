using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Experiments;

/// <summary>
/// Keeps the responses of runs over items of the holdout without their grades, and grades them once every call has ended: a look
/// shows nothing that one could stop on.
/// </summary>
/// <param name="writer">The files of the runs.</param>
/// <param name="tally">The counts of what a resumed run has already.</param>
/// <param name="saved">Is told of each response and each failed call that was saved, one after the other.</param>
internal sealed class DeferredGrading(RunWriter writer, RunTally tally, Action<ItemResult, RunTally> saved) : IRunWriter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CallKey, CallResponse> _responses = [];
    private readonly List<ItemResult> _failed = [];
    private RunTally _tally = tally;

    /// <inheritdoc/>
    public async Task KeepAsync(CallResponse response)
    {
        await writer.KeepAsync(response);
        lock (_lock)
        {
            _responses[response.Key] = response;
            _tally = _tally.And(response.Result);
            saved(response.Result, _tally);
        }
    }

    /// <inheritdoc/>
    public async Task KeepAsync(ItemResult result)
    {
        await writer.KeepAsync(result);
        lock (_lock)
        {
            _failed.Add(result);
            _tally = _tally.And(result);
            saved(result, _tally);
        }
    }

    /// <summary>
    /// Grades the responses and saves the results, all or none. Nothing is graded where a call was not made or too many failed, and
    /// nothing is saved where grading was stopped or the results make no end: then the look stays open.
    /// </summary>
    /// <param name="plan">The plan whose calls have ended.</param>
    /// <param name="runner">Grades the responses.</param>
    /// <param name="objectionTo">Why the look can't end with these new results, as a sentence; null where it can.</param>
    /// <param name="stopping">Requests a stop.</param>
    /// <returns>Why the look stays open although every call has ended; null where it ends, and where it was cut short.</returns>
    public async Task<OpenLook?> GradeAsync(
        RunPlan plan,
        Runner runner,
        Func<IReadOnlyList<ItemResult>, string?> objectionTo,
        CancellationToken stopping
    )
    {
        var toGrade = plan.UngradedResponses.Concat(_responses).ToDictionary();
        var completed = plan.Completed.Concat(_failed.Select(KeyOf)).ToHashSet();
        var grading = plan with { DefersGrading = false, UngradedResponses = toGrade, Completed = completed };
        if (grading.PendingCalls().Any(call => !toGrade.ContainsKey(call.Key)))
            return null;
        if (HasTooManyFailures(plan))
            return new OpenLook(
                FormattableString.Invariant(
                    $"{_failed.Count} of {plan.Calls} calls failed. Responses to holdout items are graded only when at most {RunSummary.HighestErrorRate * 100:0}% of the calls failed."
                ),
                IsByGraders: false
            );
        var results = new ResultsInMemory();
        await runner.RunAsync(grading, results, stopping);
        if (results.All.Count != toGrade.Count)
            return null;
        if (objectionTo([.. _failed, .. results.All]) is { } objection)
            return new OpenLook(objection, IsByGraders: true);
        await Task.WhenAll(results.All.Select(writer.KeepAsync));
        return null;
    }

    private bool HasTooManyFailures(RunPlan plan) =>
        plan.Targets.Any(target =>
            _failed.Count(result => result.RunId == target.RunId) > RunSummary.HighestErrorRate * plan.Items.Count * plan.Repeats
        );

    private static CallKey KeyOf(ItemResult result) => new(result.RunId, result.ItemId, result.Repeat);

    // The responses are on disk, so that a kill loses only the work of grading them.
    private sealed class ResultsInMemory : IRunWriter
    {
        private readonly Lock _lock = new();
        private readonly List<ItemResult> _all = [];

        public IReadOnlyList<ItemResult> All => _all;

        public Task KeepAsync(CallResponse response) => Task.CompletedTask;

        public Task KeepAsync(ItemResult result)
        {
            lock (_lock)
                _all.Add(result);
            return Task.CompletedTask;
        }
    }
}

/// <summary>Why a look stays open although each of its calls has ended.</summary>
/// <param name="Reason">The reason, as a sentence.</param>
/// <param name="IsByGraders">True where every response was graded, and too many are undecided.</param>
internal sealed record OpenLook(string Reason, bool IsByGraders);
