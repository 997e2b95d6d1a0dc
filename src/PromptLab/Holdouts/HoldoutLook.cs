using System.Text.Json.Serialization;
using PromptLab.Prompts;

namespace PromptLab.Holdouts;

/// <summary>One look at the holdout of an eval set: a line of its ledger, written before the first item is asked. Immutable.</summary>
public sealed record HoldoutLook
{
    /// <summary>The version of this format.</summary>
    public string Schema { get; init; } = HoldoutLedger.Schema;

    /// <summary>The kind of line.</summary>
    public string Kind { get; init; } = HoldoutLedger.LookKind;

    /// <summary>The look's own number among those at the same items, from 1.</summary>
    [JsonPropertyName("look")]
    public int Number { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What for.</summary>
    public required LookPurpose Purpose { get; init; }

    /// <summary>Why, in somebody's words; null where nobody said.</summary>
    public string? Why { get; init; }

    /// <summary>The hash of all items of the holdout: other items are another holdout, with a count of its own.</summary>
    public required string HoldoutHash { get; init; }

    /// <summary>How many items the holdout has.</summary>
    public required int Items { get; init; }

    /// <summary>The prompt, or the free name of responses recorded elsewhere.</summary>
    public required string Prompt { get; init; }

    /// <summary>The version; null for responses recorded elsewhere.</summary>
    public required string? Version { get; init; }

    /// <summary>The content hash of the version; null for responses recorded elsewhere.</summary>
    public required string? PromptHash { get; init; }

    /// <summary>The hash of responses recorded elsewhere; null where a version was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResponsesHash { get; init; }

    /// <summary>The version that it was held against, as a reference; null where it was no claim.</summary>
    public string? Baseline { get; init; }

    /// <summary>The content hash of that version; null where it was no claim.</summary>
    public string? BaselineHash { get; init; }

    /// <summary>The user's name of the model; null where none is known.</summary>
    public required string? Model { get; init; }

    /// <summary>The hash of the model's id and parameters.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>The hash of the graders.</summary>
    public required string GradersHash { get; init; }

    /// <summary>The run of the version: what tells this look from every other.</summary>
    public required string RunId { get; init; }

    /// <summary>The run of the baseline; null where it was no claim.</summary>
    public string? BaselineRunId { get; init; }

    /// <summary>The level of the claim; null where it was none.</summary>
    public double? Level { get; init; }

    /// <summary>True where somebody insisted on a look beyond the last one that is allowed.</summary>
    public bool Burned { get; init; }

    /// <summary>How people name the version: <c>name@version</c>, or the name alone.</summary>
    [JsonIgnore]
    public string Reference => new PromptReference(Prompt, Version).ToString();

    /// <summary>True where it has seen a text, or responses recorded elsewhere, of the same model and judged by the same graders.</summary>
    internal bool HasSeen(HoldoutLook other) =>
        ConfigHash == other.ConfigHash
        && GradersHash == other.GradersHash
        && (
            other.PromptHash is { } hash
                ? PromptHash == hash || BaselineHash == hash
                : other.ResponsesHash is { } responses && ResponsesHash == responses
        );
}
