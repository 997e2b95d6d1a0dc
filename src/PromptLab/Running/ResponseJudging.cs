using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>Grades responses that are already there; no model is asked.</summary>
internal static class ResponseJudging
{
    /// <summary>Grades responses recorded elsewhere. Every item has a result in every repeat: one without a response is an error.</summary>
    /// <param name="runId">The run that the results belong to.</param>
    /// <param name="items">The items.</param>
    /// <param name="responses">The responses; ids that are not among the items are left out.</param>
    /// <param name="graders">What judges them.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async IAsyncEnumerable<ItemResult> JudgeAsync(
        string runId,
        IReadOnlyList<EvalItem> items,
        IReadOnlyList<GivenResponse> responses,
        GraderSet graders,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var given = responses.ToDictionary(response => (response.ItemId, response.Repeat));
        var repeats = Repeats(responses);
        foreach (var item in items)
        {
            for (var repeat = 1; repeat <= repeats; repeat++)
            {
                var result = ItemResult.Of(runId, item, repeat);
                yield return given.GetValueOrDefault((item.Id, repeat)) switch
                {
                    null => result with { Failure = new Failure(FailureType.Missing, "The file has no response for this item.") },
                    { Text: { } text } => await JudgeAsync(result, item, text, graders, cancellationToken),
                    { Error: { } error } => result with { Failure = new Failure(FailureType.RecordedError, error) },
                    _ => result with { Failure = new Failure(FailureType.Empty, "The response is null.") },
                };
            }
        }
    }

    /// <summary>How often every item was asked: the highest repeat of any.</summary>
    public static int Repeats(IReadOnlyList<GivenResponse> responses) => responses.Max(response => response.Repeat);

    /// <summary>
    /// Grades the responses of a run anew, with the labels and graders of today. A failed call stays failed; an item
    /// whose input is another now was never asked, and becomes an error.
    /// </summary>
    /// <param name="runId">The new run.</param>
    /// <param name="results">The old results, of items that are still there.</param>
    /// <param name="items">The items of today by id.</param>
    /// <param name="graders">What judges them.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async IAsyncEnumerable<ItemResult> JudgeAgainAsync(
        string runId,
        IReadOnlyList<ItemResult> results,
        IReadOnlyDictionary<string, EvalItem> items,
        GraderSet graders,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var old in results)
        {
            yield return await JudgeAgainAsync(old with { RunId = runId }, items[old.ItemId], graders, cancellationToken);
        }
    }

    /// <summary>Grades one response anew, with its item's label and the graders of today. See the other of this name.</summary>
    internal static async Task<ItemResult> JudgeAgainAsync(
        ItemResult old,
        EvalItem item,
        GraderSet graders,
        CancellationToken cancellationToken
    )
    {
        var result = Relabel(old, item);
        return old.Failure is not null ? result
            : !SameInput(old, item)
                ? result with
                {
                    Grade = null,
                    Failure = new Failure(FailureType.ItemChanged, "The item's input was edited after it was asked. Run it again."),
                }
            : await JudgeAsync(result, item, old.Output ?? "", graders, cancellationToken);
    }

    /// <summary>A result with its item's hash, split, tags, weight, cluster and label of today.</summary>
    internal static ItemResult Relabel(ItemResult old, EvalItem item) =>
        old with
        {
            ItemHash = item.Hash,
            Split = item.Split,
            Tags = item.Tags,
            Weight = item.Weight,
            Cluster = item.Cluster,
            Expected = item.Expected,
        };

    private static async Task<ItemResult> JudgeAsync(
        ItemResult result,
        EvalItem item,
        string text,
        GraderSet graders,
        CancellationToken cancellationToken
    )
    {
        var answered = result with { Output = text };
        return answered with { Grade = await graders.GradeAsync(CallResponse.Of(answered).ContextFor(item), cancellationToken) };
    }

    private static bool SameInput(ItemResult old, EvalItem item) => ContentHash.Of(Fields(old.Input)) == ContentHash.Of(Fields(item.Input));

    private static JsonObject Fields(IReadOnlyDictionary<string, JsonNode> fields) =>
        new(fields.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone())));
}
