using System.Text.Json.Serialization;
using PromptLab.Prompts;

namespace PromptLab.Holdouts;

/// <summary>One look at the holdout of an eval set: a line of its ledger, written before the first call. Immutable.</summary>
public sealed record HoldoutLook
{
    /// <summary>The schema name and version of the line.</summary>
    public string Schema { get; init; } = HoldoutLedger.Schema;

    /// <summary>The kind of line, always <c>look</c>.</summary>
    public string Kind { get; init; } = HoldoutLedger.LookKind;

    /// <summary>The look's number among those at the same items, from 1; 0 before it is appended.</summary>
    [JsonPropertyName("look")]
    public int Number { get; init; }

    /// <summary>When the look was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the look is for a run, a grading or a claim.</summary>
    public required LookPurpose Purpose { get; init; }

    /// <summary>The reason that the author gave; null where none was given.</summary>
    public string? Why { get; init; }

    /// <summary>The hash of all items of the holdout. A holdout with other items counts its own looks.</summary>
    public required string HoldoutHash { get; init; }

    /// <summary>The number of items in the holdout.</summary>
    public required int Items { get; init; }

    /// <summary>
    /// The seals of the items that were looked at, so that they are known under another name, label or split; null in lines of
    /// earlier versions.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Seals { get; init; }

    /// <summary>The prompt's name, or the given name of responses recorded outside PromptLab.</summary>
    public required string Prompt { get; init; }

    /// <summary>The version; null for responses recorded outside PromptLab.</summary>
    public required string? Version { get; init; }

    /// <summary>The content hash of the version; null for responses recorded outside PromptLab.</summary>
    public required string? PromptHash { get; init; }

    /// <summary>The hash of responses recorded outside PromptLab; null for a prompt version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResponsesHash { get; init; }

    /// <summary>The reference of the baseline, such as <c>triage@v2</c>; null where the look is not for a claim.</summary>
    public string? Baseline { get; init; }

    /// <summary>The content hash of the baseline; null where the look is not for a claim.</summary>
    public string? BaselineHash { get; init; }

    /// <summary>The model's alias; null where it is unknown.</summary>
    public required string? Model { get; init; }

    /// <summary>The hash of the model's id and parameters.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>The hash of the graders' settings.</summary>
    public required string GradersHash { get; init; }

    /// <summary>The id of the candidate's run, unique among looks.</summary>
    public required string RunId { get; init; }

    /// <summary>The id of the baseline's run; null where the look is not for a claim.</summary>
    public string? BaselineRunId { get; init; }

    /// <summary>The significance level of the claim, above 0 and at most 0.05; null where the look is not for a claim.</summary>
    public double? Level { get; init; }

    /// <summary>True where the look was beyond the limit and needed <c>--burn</c>.</summary>
    public bool Burned { get; init; }

    /// <summary>The version's reference, <c>name@version</c>, or the name alone where there is no version.</summary>
    [JsonIgnore]
    public string Reference => new PromptReference(Prompt, Version).ToString();

    /// <summary>
    /// True where this look already was at the text of another look, or at the same responses, with the same model and graders.
    /// </summary>
    internal bool HasSeen(HoldoutLook other) =>
        ConfigHash == other.ConfigHash
        && GradersHash == other.GradersHash
        && (
            other.PromptHash is { } hash
                ? PromptHash == hash || BaselineHash == hash
                : other.ResponsesHash is { } responses && ResponsesHash == responses
        );
}
