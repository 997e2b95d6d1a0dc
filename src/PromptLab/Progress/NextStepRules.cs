using PromptLab.EvalSets;
using PromptLab.Prompts;
using PromptLab.Statistics;

namespace PromptLab.Progress;

/// <summary>The rules that choose the next step; the first rule that applies decides.</summary>
internal static class NextStepRules
{
    private const string Baseline = "baseline";
    private const string Unknown = "…";
    private const int MaxAudited = 5;

    // SeeFailures always applies, so that there is always a next step.
    private static readonly IReadOnlyList<Func<PromptStatus, NextStep?>> Rules =
    [
        Freeze,
        RunBaseline,
        RunLatest,
        Confirm,
        AuditLabels,
        StopAtBudget,
        HarderItems,
        AddItems,
        OtherMeansOrStop,
        ChangeSection,
        SeeFailures,
    ];

    public static NextStep For(PromptStatus status) => Rules.Select(rule => rule(status)).OfType<NextStep>().First();

    private static NextStep? Freeze(PromptStatus status) =>
        status.Material.Versions.Count > 0
            ? null
            : new NextStep { Kind = StepKind.FreezeDraft, Command = $"promptlab freeze {status.Prompt} --hypothesis \"…\"" };

    private static NextStep? RunBaseline(PromptStatus status)
    {
        if (status.History is not null)
            return null;
        var version = LabelOf(status, Baseline) ?? status.Material.Versions[0].Version;
        return new NextStep
        {
            Kind = StepKind.RunBaseline,
            Version = version,
            Command = RunCommand(status, version),
        };
    }

    // Before any further prompting; a few at a time, the most doubtful first.
    private static NextStep? AuditLabels(PromptStatus status) =>
        status.Failures is { Doubtful: { Count: > 0 } ids } failures && 3 * ids.Count >= failures.Failing
            ? new NextStep
            {
                Kind = StepKind.AuditLabels,
                Version = status.History?.Best.Version,
                ItemIds = [.. ids.Take(MaxAudited)],
                Command = $"promptlab diagnose {failures.RunId}",
            }
            : null;

    private static NextStep? RunLatest(PromptStatus status)
    {
        var latest = status.Material.Versions[^1];
        if (status.History is not { } history || status.Spent.IsCapHit || IsCompared(latest, history))
            return null;
        var parent =
            latest.Parent is { } missing && !status.Material.StoredVersions.Contains(missing, StringComparer.Ordinal) ? missing : null;
        return new NextStep
        {
            Kind = StepKind.RunVersion,
            Version = latest.Version,
            Command =
                parent is null ? RunCommand(status, latest.Version)
                : IsRaceEnough(status, latest.Version, parent)
                    ? $"{RunCommand(status, latest.Version)} --race {status.Prompt}@{BestOf(status)}"
                : RunCommand(status, parent, latest.Version),
        };
    }

    // A parent that lost its race is not paid for again before its child has shown that it is worth it.
    private static bool IsRaceEnough(PromptStatus status, string latest, string parent) =>
        status.History is { } history
        && history.LostRaces.Any(race => race.Version == parent)
        && history.Attempts.All(attempt => attempt.Version != latest)
        && status.Material.StoredVersions.Contains(history.Best.Version, StringComparer.Ordinal);

    // A version with a parent that was measured without it says nothing about its change. A race that was lost tells enough: the
    // same calls are not paid for again.
    private static bool IsCompared(Prompt version, VersionHistory history) =>
        history.LostRaces.Any(race => race.Version == version.Version)
        || history.Attempts.Any(attempt => attempt.Version == version.Version && (attempt.Against is not null || version.Parent is null));

    private static NextStep? Confirm(PromptStatus status)
    {
        if (
            status.History is not { IsBestSupported: true, Best: var best }
            || IsInProduction(status, best.Version)
            || IsProductionAhead(status)
        )
            return null;
        return status.Claim switch
        {
            null => ConfirmCommand(status) is { } command
                ? new NextStep
                {
                    Kind = StepKind.Confirm,
                    Version = best.Version,
                    Command = command,
                }
                : null,
            { IsConfirmed: true } => new NextStep
            {
                Kind = StepKind.Promote,
                Version = best.Version,
                Command = $"promptlab promote {status.Prompt}@{best.Version} {PromptLabels.Production}",
            },
            _ => null, // another look at the same items would have a stricter level
        };
    }

    private static NextStep? StopAtBudget(PromptStatus status) =>
        status.Verdict?.State != SearchState.Budget
            ? null
            : new NextStep
            {
                Kind = StepKind.StopAtBudget,
                Version = status.History?.Best.Version,
                Command = ConfirmCommand(status),
            };

    private static NextStep? HarderItems(PromptStatus status) =>
        status.Verdict?.State != SearchState.Ceiling
            ? null
            : new NextStep
            {
                Kind = StepKind.HarderItems,
                Version = status.History?.Best.Version,
                ItemIds = status.Failures?.Marked ?? [],
                Command = ConfirmCommand(status),
            };

    private static NextStep? AddItems(PromptStatus status) =>
        status.Verdict?.State != SearchState.Underpowered
            ? null
            : new NextStep { Kind = StepKind.AddItems, Items = status.ItemsNeeded[0].Items };

    private static NextStep? OtherMeansOrStop(PromptStatus status) =>
        status.Verdict?.State != SearchState.Plateau ? null
        : IsGapVisible(status)
            ? new NextStep
            {
                Kind = StepKind.OtherMeans,
                Version = status.History?.Best.Version,
                Means = MeansFor(status),
            }
        : new NextStep
        {
            Kind = StepKind.Stop,
            Version = status.History?.Best.Version,
            Command = status.Failures is null ? RunCommand(status, BestOf(status)) : ConfirmCommand(status),
        };

    private static NextStep? ChangeSection(PromptStatus status)
    {
        if (status.Failures?.Modes is not [var mode, ..])
            return null;
        var section = mode.Sections.FirstOrDefault(status.Sections.Untried.Contains)
            ?? mode.Sections.FirstOrDefault(section => !status.Sections.SinceAccepted.Contains(section, StringComparer.Ordinal))
            ?? mode.Sections[0];
        return new NextStep
        {
            Kind = StepKind.ChangeSection,
            Version = BestOf(status),
            ItemIds = mode.ItemIds,
            Mode = mode,
            Section = section,
            IsSectionUntried = status.Sections.Untried.Contains(section, StringComparer.Ordinal),
            Command = $"promptlab diagnose {status.Failures.RunId}",
        };
    }

    private static NextStep SeeFailures(PromptStatus status) =>
        new()
        {
            Kind = StepKind.SeeFailures,
            Version = BestOf(status),
            Command = RunCommand(status, BestOf(status)),
        };

    // True where the stable failures exceed the smallest gain that a comparison on this eval set can detect.
    private static bool IsGapVisible(PromptStatus status) =>
        status is { Failures: { Decided: > 0 } failures, History: { } history, Losses: { } losses }
        && PairedBinaryPower.MinimumDetectableEffect(history.Items, losses.Share) is { } detectable
        && (double)failures.StableWithoutDoubt / failures.Decided > detectable;

    private static IReadOnlyList<OtherMeans> MeansFor(PromptStatus status) =>
        status.Material.Versions.FirstOrDefault(version => version.Version == BestOf(status))?.ResponseSchema is null
            ? [OtherMeans.StructuredOutput, OtherMeans.RetrievalOrSteps, OtherMeans.OtherModel, OtherMeans.FineTuning]
            : [OtherMeans.RetrievalOrSteps, OtherMeans.OtherModel, OtherMeans.FineTuning];

    private static string BestOf(PromptStatus status) => status.History?.Best.Version ?? "";

    // Labels that point to a missing version are ignored here and reported by check.
    private static string? LabelOf(PromptStatus status, string label) =>
        status
            .Material.Labels.FirstOrDefault(one =>
                one.Name == label && status.Material.Versions.Any(version => version.Version == one.Version)
            )
            ?.Version;

    // A later version with at least the same rate is already in production, so that going back to the best one gains nothing.
    private static bool IsProductionAhead(PromptStatus status) =>
        LabelOf(status, PromptLabels.Production) is { } production
        && status.History is { } history
        && history.After(history.Best).Any(attempt => attempt.Version == production && attempt.PassRate >= history.Best.PassRate);

    // Only a supported gain justifies a look at the holdout, and only one look. Null where it would be refused.
    private static string? ConfirmCommand(PromptStatus status)
    {
        if (
            status is not { Claim: null, History: { IsBestSupported: true, Best: var best } }
            || IsProductionAhead(status)
            || status.Material.NextLook?.NeedsBurn == true
            || BaselineFor(status, best.Version) is not var (against, version)
        )
            return null;
        // Named only where the model of the measurements is a recording that lacks the holdout's requests.
        var model = status.Material.ModelFor([best.Version, version], onHoldout: true);
        var option = model == status.Material.Model ? "" : $" --model {model ?? Unknown}";
        return $"promptlab confirm {status.Prompt}@{best.Version} --against {against}{option}";
    }

    // A promotion requires a claim against the version that it replaces; no claim is made against the same text.
    private static (string Against, string Version)? BaselineFor(PromptStatus status, string best)
    {
        var first = status.History?.Attempts[0].Version;
        var choices = new[]
        {
            (PromptLabels.Production, LabelOf(status, PromptLabels.Production)),
            (Baseline, LabelOf(status, Baseline)),
            ($"{status.Prompt}@{first}", first),
        };
        foreach (var (against, version) in choices)
        {
            if (version is not null && !IsSameText(status, version, best))
                return (against, version);
        }

        return null;
    }

    // The same text under another number is in production too.
    private static bool IsInProduction(PromptStatus status, string version) =>
        LabelOf(status, PromptLabels.Production) is { } production && IsSameText(status, production, version);

    private static bool IsSameText(PromptStatus status, string one, string other) =>
        one == other || (HashOf(status, one) is { } hash && hash == HashOf(status, other));

    private static string? HashOf(PromptStatus status, string version) =>
        status.Material.Versions.FirstOrDefault(prompt => prompt.Version == version)?.Hash;

    private static string RunCommand(PromptStatus status, params IReadOnlyList<string> versions)
    {
        var (set, history) = (status.Material.EvalSet, status.History);
        var splits = SplitChoice.Parse(
            history is not null ? history.Split
            : set?.Splits.Contains(SplitNames.Dev, StringComparer.Ordinal) == true ? SplitNames.Dev
            : null
        );
        return string.Concat(
            $"promptlab run --prompt {string.Join(' ', versions.Select(version => $"{status.Prompt}@{version}"))} --evalset {history?.EvalSet ?? set?.Name ?? Unknown}",
            splits.IsAll ? "" : $" --split {string.Join(' ', splits.Names)}",
            $" --model {status.Material.ModelFor(versions) ?? Unknown}",
            history is { Repeats: > 1 } ? FormattableString.Invariant($" --repeats {history.Repeats}") : ""
        );
    }
}
