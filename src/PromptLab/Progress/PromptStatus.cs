using System.Text.Json.Serialization;
using PromptLab.Prompts;

namespace PromptLab.Progress;

/// <summary>Where the work on a prompt stands, and what to do next.</summary>
public sealed record PromptStatus
{
    private PromptStatus(StatusMaterial material) => Material = material;

    /// <summary>The prompt’s name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The measured versions; null where nothing is measured.</summary>
    [JsonPropertyName("trail")]
    public required VersionHistory? History { get; init; }

    /// <summary>The state by the plateau rule; null where nothing is measured.</summary>
    public required PlateauVerdict? Verdict { get; init; }

    /// <summary>What an edit breaks; null where nothing is measured.</summary>
    public required EditLosses? Losses { get; init; }

    /// <summary>What fails in the best version; null where its run is not stored here.</summary>
    public required OpenFailures? Failures { get; init; }

    /// <summary>How many items it would take to see the next gain; empty where nothing is measured.</summary>
    public required IReadOnlyList<ItemsNeeded> ItemsNeeded { get; init; }

    /// <summary>The tried and untried parts of the prompt.</summary>
    public required SectionCoverage Sections { get; init; }

    /// <summary>What was paid.</summary>
    public required MoneySpent Spent { get; init; }

    /// <summary>True where the eval set holds items that a confirmation could be made on; null where the set can’t be read.</summary>
    public bool? HasHoldout => Material.EvalSet?.HasHoldout;

    /// <summary>
    /// The latest claim on the best version against the one labelled production, or against any where none is; null
    /// where there was none.
    /// </summary>
    public LabelEvidence? Claim => Material.Claim;

    /// <summary>What to do next.</summary>
    public NextStep Next => NextSteps.For(this);

    /// <summary>What it was made from.</summary>
    [JsonIgnore]
    public StatusMaterial Material { get; }

    /// <summary>The status.</summary>
    public static PromptStatus Of(StatusMaterial material, PlateauSettings settings)
    {
        var (history, spent) = (material.History, MoneySpent.Of(material.Rows, material.MaxCostUsd, material.Stored));
        var losses = history is null ? null : EditLosses.Of(history);
        var verdict =
            history is null || losses is null ? null : PlateauRule.Of(FactsOf(history, losses, material.Failures, spent), settings);
        return new PromptStatus(material)
        {
            Prompt = material.Prompt,
            History = history,
            Verdict = verdict,
            Losses = losses,
            Failures = material.Failures,
            ItemsNeeded = history is null || verdict is null ? [] : Progress.ItemsNeeded.Of(history, verdict),
            Sections = SectionCoverage.Of(history, material.Versions is [.., var latest] ? latest : material.Draft),
            Spent = spent,
        };
    }

    private static PlateauFacts FactsOf(VersionHistory history, EditLosses losses, OpenFailures? failures, MoneySpent spent)
    {
        var misses = history.Misses;
        return new PlateauFacts
        {
            Items = history.Items,
            LossShare = losses.Share,
            Misses = misses.Count,
            Sections = misses.SelectMany(miss => miss.Changed).Distinct(StringComparer.Ordinal).Count(),
            StableFailures = failures?.StableWithoutDoubt ?? MostFailures(history),
            IsCapHit = spent.IsCapHit,
        };
    }

    // Without the run itself: no more than did not pass, be they wrong, undecided or failed calls.
    private static int? MostFailures(VersionHistory history) => history.Best.Passed is { } passed ? history.Items - passed : null;
}
