using System.Text.Json.Serialization;
using PromptLab.EvalSets;
using PromptLab.Prompts;

namespace PromptLab.Progress;

/// <summary>The state of the work on a prompt, with the recommended next step.</summary>
internal sealed record PromptStatus
{
    private PromptStatus(StatusMaterial material) => Material = material;

    /// <summary>The prompt’s name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The measured versions; null where nothing is measured.</summary>
    [JsonPropertyName("trail")]
    public required VersionHistory? History { get; init; }

    /// <summary>The verdict of the plateau rule; null where nothing is measured.</summary>
    public required PlateauVerdict? Verdict { get; init; }

    /// <summary>The share of items that an edit breaks; null where nothing is measured.</summary>
    public required EditLosses? Losses { get; init; }

    /// <summary>What fails in the best version; null where its run is not stored here.</summary>
    public required UnresolvedFailures? Failures { get; init; }

    /// <summary>The number of items that would show the next gain; empty where nothing is measured.</summary>
    public required IReadOnlyList<ItemsNeeded> ItemsNeeded { get; init; }

    /// <summary>The sections that versions have changed, and those that none has.</summary>
    public required SectionCoverage Sections { get; init; }

    /// <summary>The cost of the prompt's runs so far.</summary>
    public required MoneySpent Spent { get; init; }

    /// <summary>True where the eval set has a holdout to confirm on; null where the eval set is missing or unreadable.</summary>
    public bool? HasHoldout => Material.EvalSet?.HasHoldout;

    /// <summary>
    /// The latest claim on the best version against the version labelled production, or against any version where the label does not
    /// exist; null where there is no claim.
    /// </summary>
    public LabelEvidence? Claim => Material.Claim;

    /// <summary>The recommended next step.</summary>
    public NextStep Next => NextStepRules.For(this);

    /// <summary>The material that the status was computed from.</summary>
    [JsonIgnore]
    public StatusMaterial Material { get; }

    /// <summary>Computes the status.</summary>
    public static PromptStatus Of(StatusMaterial material, PlateauSettings settings)
    {
        var (history, spent) = (material.History, MoneySpent.Of(material.Rows, material.MaxCostUsd, material.StoredRuns));
        var losses = history is null ? null : EditLosses.Of(history);
        var sections = SectionCoverage.Of(history, material.Versions is [.., var latest] ? latest : material.Draft);
        var verdict =
            history is null || losses is null
                ? null
                : PlateauRule.Of(
                    FactsOf(history, losses, sections, material.Failures, spent) with
                    {
                        Clusters = ClustersOf(material.EvalSet, history),
                    },
                    settings
                );
        return new PromptStatus(material)
        {
            Prompt = material.Prompt,
            History = history,
            Verdict = verdict,
            Losses = losses,
            Failures = material.Failures,
            ItemsNeeded = history is null || verdict is null ? [] : Progress.ItemsNeeded.Of(history, verdict),
            Sections = sections,
            Spent = spent,
        };
    }

    // By the eval set as it is now: rows do not say how their items hang together.
    private static int? ClustersOf(EvalSet? evalSet, VersionHistory history)
    {
        var splits = SplitChoice.Parse(history.Split);
        var clusters = (evalSet?.Items ?? []).Where(splits.Includes).Select(item => item.Cluster).ToList();
        var named = clusters.OfType<string>().ToList();
        var distinct = named.Distinct(StringComparer.Ordinal).Count();
        return distinct == named.Count ? null : clusters.Count - named.Count + distinct;
    }

    // A section that nobody tried may mend what looks like a wrong label or like chance: until then every failure counts.
    private static PlateauFacts FactsOf(
        VersionHistory history,
        EditLosses losses,
        SectionCoverage sections,
        UnresolvedFailures? failures,
        MoneySpent spent
    )
    {
        return new PlateauFacts
        {
            Items = history.Items,
            LossShare = losses.Share,
            Misses = history.MissCount,
            Sections = sections.SinceAccepted.Count,
            StableFailures =
                failures is null ? MaxFailures(history)
                : sections.Untried.Count == 0 ? failures.StableWithoutDoubt
                : failures.Failing,
            IsCapHit = spent.IsCapHit,
        };
    }

    // Where the run is not stored: an upper bound, which counts wrong, undecided and failed results alike.
    private static int? MaxFailures(VersionHistory history) => history.Best.Passed is { } passed ? history.Items - passed : null;
}
