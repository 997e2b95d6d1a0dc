using PromptLab.Comparing;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>One version in the lab notebook of a prompt: what was changed, what was expected of it, and what came of it.</summary>
public sealed record NotebookEntry
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The version it was made from; null for a first one.</summary>
    public required string? Parent { get; init; }

    /// <summary>The other versions that were made from the same parent: branches; empty for a straight line.</summary>
    public required IReadOnlyList<string> Siblings { get; init; }

    /// <summary>The labels that point to it.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The day it was written, as in its file; null where unknown.</summary>
    public required string? Created { get; init; }

    /// <summary>The name of the change; null where none is given.</summary>
    public required string? Title { get; init; }

    /// <summary>The elements that changed against the parent; empty for a first version.</summary>
    public required IReadOnlyList<string> Elements { get; init; }

    /// <summary>What the author expected; null where nothing was written.</summary>
    public required string? Hypothesis { get; init; }

    /// <summary>The latest outcome under each set of conditions; empty where it was never measured.</summary>
    public required IReadOnlyList<NotebookOutcome> Outcomes { get; init; }

    /// <summary>The claims that were asked of it on today's holdouts; empty where none was.</summary>
    public required IReadOnlyList<LabelEvidence> Claims { get; init; }

    /// <summary>The moves of labels to it, in order; empty where there was none.</summary>
    public required IReadOnlyList<LabelMove> Moves { get; init; }
}

/// <summary>What came of a version under one set of conditions.</summary>
/// <param name="Line">Its line of the board.</param>
/// <param name="Prediction">What became of its prediction; null where it made none, or the runs are not here any more.</param>
public sealed record NotebookOutcome(BoardLine Line, PredictionGrade? Prediction);

/// <summary>The lab notebook of a prompt: every version in order, branches included.</summary>
internal static class Notebook
{
    /// <summary>The entries of a prompt's versions.</summary>
    /// <param name="versions">The versions, in order, each with the elements that it changed.</param>
    /// <param name="labels">The prompt's labels.</param>
    /// <param name="board">The prompt's lines of the board.</param>
    /// <param name="predictions">What became of predictions, by run id.</param>
    /// <param name="claims">The claims on versions, by content hash.</param>
    /// <param name="moves">The history of the prompt's labels.</param>
    public static IReadOnlyList<NotebookEntry> Of(
        IReadOnlyList<(Prompt Prompt, IReadOnlyList<string> Elements)> versions,
        IReadOnlyList<PromptLabel> labels,
        IReadOnlyList<BoardLine> board,
        IReadOnlyDictionary<string, PredictionGrade> predictions,
        IReadOnlyDictionary<string, IReadOnlyList<LabelEvidence>> claims,
        IReadOnlyList<LabelMove> moves
    ) =>
        [
            .. versions.Select(version => new NotebookEntry
            {
                Version = version.Prompt.Version,
                Parent = version.Prompt.Parent,
                Siblings =
                [
                    .. versions
                        .Select(other => other.Prompt)
                        .Where(other =>
                            other.Parent is not null && other.Parent == version.Prompt.Parent && other.Version != version.Prompt.Version
                        )
                        .Select(other => other.Version),
                ],
                Labels = [.. labels.Where(label => label.Version == version.Prompt.Version).Select(label => label.Name)],
                Created = version.Prompt.Created,
                Title = version.Prompt.Title,
                Elements = version.Elements,
                Hypothesis = version.Prompt.Hypothesis,
                Outcomes =
                [
                    .. board
                        .Where(line => line.Row.Version == version.Prompt.Version)
                        .Select(line => new NotebookOutcome(line, predictions.GetValueOrDefault(line.Compared.RunId))),
                ],
                Claims = claims.GetValueOrDefault(version.Prompt.Hash) ?? [],
                Moves = [.. moves.Where(move => move.To == version.Prompt.Version)],
            }),
        ];
}
