using System.Runtime.CompilerServices;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>Grades responses that already exist; no response is requested from a model.</summary>
internal static class StoredResponseGrader
{
    /// <summary>
    /// Grades responses recorded outside PromptLab. Every item gets a result in every repeat: one without a response is an error.
    /// </summary>
    /// <param name="runId">The run that the results belong to.</param>
    /// <param name="items">The items to grade.</param>
    /// <param name="responses">The responses, at least one; those of other items are ignored.</param>
    /// <param name="graders">The graders of the eval set.</param>
    /// <param name="cancellationToken">Cancels between two gradings, and the grading itself.</param>
    public static async IAsyncEnumerable<ItemResult> GradeAsync(
        string runId,
        IReadOnlyList<EvalItem> items,
        IReadOnlyList<ImportedResponse> responses,
        GraderSet graders,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var byKey = responses.ToDictionary(response => (response.ItemId, response.Repeat));
        var repeats = CountRepeats(responses);
        foreach (var item in items)
        {
            for (var repeat = 1; repeat <= repeats; repeat++)
            {
                var response = byKey.GetValueOrDefault((item.Id, repeat));
                var result = ItemResult.Of(runId, item, repeat) with { Recorded = response?.Recorded };
                result = response?.Call?.ApplyTo(result) ?? result;
                yield return response switch
                {
                    null => result with { Failure = new Failure(FailureType.Missing, "The file has no response for this item.") },
                    { Call.ToolCalls: not null, Error: null } => await GradeAsync(
                        result,
                        item,
                        response.Text ?? "",
                        graders,
                        cancellationToken
                    ),
                    { Text: { } text, GradesSilence: false } when Silence.OfText(text, response.Call?.FinishReason) is { } silence =>
                        result with
                        {
                            Output = text,
                            Failure = silence,
                        },
                    { Text: { } text } => await GradeAsync(result, item, text, graders, cancellationToken),
                    { Error: { } error } => result with { Failure = new Failure(FailureType.RecordedError, error) },
                    _ => result with { Failure = new Failure(FailureType.Empty, "The response is null.") },
                };
            }
        }
    }

    /// <summary>The number of repeats: the highest repeat of any response.</summary>
    public static int CountRepeats(IReadOnlyList<ImportedResponse> responses) => responses.Max(response => response.Repeat);

    /// <summary>
    /// Grades the stored responses of a run again, with today's labels and graders. A failed call stays failed; an item whose
    /// input was edited since becomes an error, since the model never saw the new input.
    /// </summary>
    /// <param name="runId">The new run.</param>
    /// <param name="results">The stored results, all of items that still exist.</param>
    /// <param name="items">Today's items by id.</param>
    /// <param name="graders">Today's graders.</param>
    /// <param name="cancellationToken">Cancels the grading.</param>
    public static async IAsyncEnumerable<ItemResult> RegradeAsync(
        string runId,
        IReadOnlyList<ItemResult> results,
        IReadOnlyDictionary<string, EvalItem> items,
        GraderSet graders,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var old in results)
        {
            yield return await RegradeAsync(old with { RunId = runId }, items[old.ItemId], graders, cancellationToken);
        }
    }

    /// <summary>Grades one stored response again, by the same rules as a whole run, and keeps its run id.</summary>
    internal static async Task<ItemResult> RegradeAsync(
        ItemResult old,
        EvalItem item,
        GraderSet graders,
        CancellationToken cancellationToken
    )
    {
        var result = Relabel(old, item);
        return old.Failure is not null ? result
            : !SealedTexts.HasSameInput(old, item)
                ? result with
                {
                    Grade = null,
                    Failure = new Failure(FailureType.ItemChanged, "The item's input was edited after it was asked. Run it again."),
                }
            : Silence.Of(CallResponse.Of(old).Response) is { } silence ? result with { Grade = null, Failure = silence }
            : await GradeAsync(result, item, old.Output ?? "", graders, cancellationToken);
    }

    /// <summary>The result with today's hash, split, tags, weight, cluster and label of its item.</summary>
    internal static ItemResult Relabel(ItemResult old, EvalItem item) =>
        old with
        {
            ItemHash = item.Hash,
            Split = item.Split,
            Tags = item.Tags,
            Weight = item.Weight,
            Cluster = item.Cluster,
            Expected = item.Expected,
            Seal = item.IsSealed ? item.Seal : null,
        };

    private static async Task<ItemResult> GradeAsync(
        ItemResult result,
        EvalItem item,
        string text,
        GraderSet graders,
        CancellationToken cancellationToken
    )
    {
        var withOutput = result with { Output = text };
        return withOutput with { Grade = await graders.GradeAsync(CallResponse.Of(withOutput).ContextFor(item), cancellationToken) };
    }
}
