using PromptLab.Comparing;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>One version in the lab notebook of a prompt: its change, its hypothesis and its outcomes.</summary>
public sealed record NotebookEntry
{
    /// <summary>The version, such as <c>v3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The parent version; null for a first version.</summary>
    public required string? Parent { get; init; }

    /// <summary>The other versions with the same parent; empty where there is no branch.</summary>
    public required IReadOnlyList<string> Siblings { get; init; }

    /// <summary>The labels that point to the version; empty where none does.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The date in the version's file; null where it has none.</summary>
    public required string? Created { get; init; }

    /// <summary>The title of the change; null where none was given.</summary>
    public required string? Title { get; init; }

    /// <summary>The elements that changed from the parent; empty for a first version.</summary>
    public required IReadOnlyList<string> Elements { get; init; }

    /// <summary>What the author expected of the change; null where nothing was written.</summary>
    public required string? Hypothesis { get; init; }

    /// <summary>The latest outcome under each set of conditions; empty where the version was never measured.</summary>
    public required IReadOnlyList<NotebookOutcome> Outcomes { get; init; }

    /// <summary>The races that the version lost, a sentence each, the oldest first; empty where it lost none.</summary>
    /// <remarks>The run of such a race was stopped, so that it has no outcome. Only runs that are stored here are known.</remarks>
    public required IReadOnlyList<string> LostRaces { get; init; }

    /// <summary>The claims on the version on today's holdouts; empty where there are none.</summary>
    public required IReadOnlyList<LabelEvidence> Claims { get; init; }

    /// <summary>The moves of labels to the version, in order; empty where there were none.</summary>
    public required IReadOnlyList<LabelMove> Moves { get; init; }
}

/// <summary>The outcome of a version under one set of conditions.</summary>
/// <param name="Line">The version's board line.</param>
/// <param name="Prediction">The graded prediction; null where the version made none, or the runs are no longer stored.</param>
public sealed record NotebookOutcome(BoardLine Line, PredictionGrade? Prediction);

/// <summary>Builds the lab notebook of a prompt: every version in order, branches included.</summary>
internal static class Notebook
{
    /// <summary>One entry for each version.</summary>
    /// <param name="versions">The versions in order, each with its changed elements.</param>
    /// <param name="labels">The prompt's labels.</param>
    /// <param name="board">The prompt's board lines.</param>
    /// <param name="races">The races that versions lost.</param>
    /// <param name="predictions">The graded predictions by run id.</param>
    /// <param name="claims">The claims on versions by content hash.</param>
    /// <param name="moves">The history of the prompt's labels.</param>
    public static IReadOnlyList<NotebookEntry> Of(
        IReadOnlyList<(Prompt Prompt, IReadOnlyList<string> Elements)> versions,
        IReadOnlyList<PromptLabel> labels,
        IReadOnlyList<BoardLine> board,
        IReadOnlyList<LostRace> races,
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
                        .Where(line => line.Name == version.Prompt.Version && !line.IsOtherText)
                        .Select(line => new NotebookOutcome(line, predictions.GetValueOrDefault(line.Compared.RunId))),
                ],
                LostRaces =
                [
                    .. races.Where(race => race.Version == version.Prompt.Version).Select(race => $"{race.Outcome} ({race.RunId})"),
                ],
                Claims = claims.GetValueOrDefault(version.Prompt.Hash) ?? [],
                Moves = [.. moves.Where(move => move.To == version.Prompt.Version)],
            }),
        ];
}
