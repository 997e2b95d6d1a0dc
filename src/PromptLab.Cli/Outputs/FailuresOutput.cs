using System.Text.Json.Nodes;
using PromptLab.Diagnosing;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>failures</c>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Prompt">What it ran: a prompt version, or a free name.</param>
/// <param name="EvalSet">The name of its eval set.</param>
/// <param name="Asked">How many items it asked, those of the holdout left out.</param>
/// <param name="Failed">How many of them failed, were left undecided, or had a failed call.</param>
/// <param name="FailedInHoldout">How many items of the holdout did; they are never shown.</param>
/// <param name="Items">The failed items, the worst first, or the one that was asked for.</param>
internal sealed record FailuresOutput(
    string RunId,
    string Prompt,
    string EvalSet,
    int Asked,
    int Failed,
    int FailedInHoldout,
    IReadOnlyList<FailuresOutput.Item> Items
) : IJsonOutput
{
    public static FailuresOutput Of(FailuresResult failures) =>
        new(
            failures.Run.RunId,
            failures.Run.Prompt.Reference,
            failures.Run.EvalSet.Name,
            failures.Asked,
            failures.Failed,
            failures.FailedInHoldout,
            [.. failures.Items.Select(Of)]
        );

    private static Item Of(FailedItem item) =>
        new(
            item.ItemId,
            item.Score,
            item.Passed,
            item.Results[0].Tags,
            item.Results[0].Input,
            item.Results[0].Expected,
            [
                .. item.Results.Select(result => new Repeat(
                    result.Repeat,
                    result.Status,
                    result.Score,
                    result.Output,
                    result.Grade?.Verdicts ?? [],
                    result.Failure
                )),
            ]
        );

    /// <summary>One item.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Score">The mean score of its repeats, from 0 to 1; null where none has a score.</param>
    /// <param name="Passed">How many repeats passed.</param>
    /// <param name="Tags">Its tags.</param>
    /// <param name="Input">Its input.</param>
    /// <param name="Expected">What is expected; null where nothing is.</param>
    /// <param name="Repeats">What each repeat came to.</param>
    internal sealed record Item(
        string Id,
        double? Score,
        int Passed,
        IReadOnlyList<string> Tags,
        IReadOnlyDictionary<string, JsonNode> Input,
        JsonNode? Expected,
        IReadOnlyList<Repeat> Repeats
    );

    /// <summary>One repeat of an item.</summary>
    /// <param name="Number">Which one, from 1.</param>
    /// <param name="Status">What it came to.</param>
    /// <param name="Score">Its score, from 0 to 1; null where there is none.</param>
    /// <param name="Response">The response; null where the call failed.</param>
    /// <param name="Grades">What each grader said.</param>
    /// <param name="Error">Why the call failed; null where it did not.</param>
    internal sealed record Repeat(
        int Number,
        ItemStatus Status,
        double? Score,
        string? Response,
        IReadOnlyList<GraderVerdict> Grades,
        Failure? Error
    );
}
