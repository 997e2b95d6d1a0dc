using PromptLab.Confirming;
using PromptLab.Diagnosing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Settings;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Progress;

/// <summary>Reads the material of a prompt's status from the project.</summary>
internal static class StatusReader
{
    /// <summary>Reads the status of a prompt.</summary>
    /// <exception cref="InputException">The prompt, eval set or model does not exist, or the scoreboard is invalid.</exception>
    public static StatusResult Read(ProjectWorkspace project, StatusOptions options)
    {
        var problems = new Problems();
        if (!project.Prompts.Names.Contains(options.Prompt, StringComparer.Ordinal))
            problems.Add(
                options.Prompt,
                null,
                $"There is no prompt “{options.Prompt}”.{NearestName.Suggest(options.Prompt, project.Prompts.Names)}"
            );
        problems.ThrowIfErrors();
        var rows = project.ReadScoreboard(problems).Where(row => row.Prompt == options.Prompt).ToList();
        CheckChoice(project, options, rows, problems);
        problems.ThrowIfErrors();
        var settings = new PlateauSettings { SmallestGain = options.SmallestGain ?? project.Config.Status.SmallestGain };
        var texts = PromptTexts.Of(project.Prompts, [options.Prompt]);
        var stored = project.Runs.All().Where(run => run.Prompt.Name == options.Prompt).ToList();
        var history = HistoryOf(project, options, rows, stored, texts, settings);
        var material = ReadMaterial(project, options, rows, stored, texts, history, problems) with
        {
            Claim = history is null ? null : ClaimOn(project, options.Prompt, history.Best.Version),
        };
        project.Conclude(problems);
        return new StatusResult(PromptStatus.Of(material, settings));
    }

    private static VersionHistory? HistoryOf(
        ProjectWorkspace project,
        StatusOptions options,
        List<ScoreboardRow> rows,
        List<RunRecord> stored,
        PromptTexts texts,
        PlateauSettings settings
    )
    {
        var trials = stored.Where(run => run.EvalSet.Selection is not null).Select(run => run.RunId).ToHashSet(StringComparer.Ordinal);
        var sealedSets = SealedSets(project, rows);
        if (VersionHistory.Of(rows, options.EvalSet, options.Model, sealedSets, settings.SearchLevel, texts, trials) is not { } history)
            return null;
        var measured = history.Attempts.Where(attempt => attempt.IsAccepted is not null).Select(attempt => attempt.Version).ToList();
        var raced = history with
        {
            LostRaces =
            [
                .. LostRace
                    .In(stored.Where(run => HasConditionsOf(history, run)), texts)
                    .Where(race => PromptVersion.Of(race.Version) is not null && !measured.Contains(race.Version, StringComparer.Ordinal)),
            ],
        };
        var labels = project.Prompts.Labels(options.Prompt, new Problems());
        return raced with { Gain = SearchGainReader.Read(project, raced, labels, SelectComparable(raced, stored, texts), texts) };
    }

    private static bool HasConditionsOf(VersionHistory history, RunRecord run) =>
        run.Repeats == history.Repeats && history.Attempts.Any(attempt => ScoreboardRows.HasConditionsOf(attempt.Row, run));

    private static LabelEvidence? ClaimOn(ProjectWorkspace project, string prompt, string best)
    {
        var ignored = new Problems(); // “check” reports these
        var production = project.Prompts.Labels(prompt, ignored).FirstOrDefault(label => label.Name == PromptLabels.Production)?.Version;
        var replaced = production is null || production == best ? null : project.Prompts.Resolve($"{prompt}@{production}", ignored)?.Hash;
        return
            project.Prompts.Resolve($"{prompt}@{best}", ignored) is { } version
            && LedgerClaims.LatestOn(project, version, replaced, ignored) is [var claim, ..]
            ? claim
            : null;
    }

    private static StatusMaterial ReadMaterial(
        ProjectWorkspace project,
        StatusOptions options,
        List<ScoreboardRow> rows,
        List<RunRecord> stored,
        PromptTexts texts,
        VersionHistory? history,
        Problems problems
    )
    {
        var comparable = history is null ? [] : SelectComparable(history, stored, texts);
        var evalSet = FindEvalSet(project, history?.EvalSet ?? options.EvalSet ?? DefaultEvalSet(project, options.Prompt));
        var versions = project
            .Prompts.Versions(options.Prompt)
            .Select(version => project.Prompts.Read(options.Prompt, version, problems))
            .OfType<Prompt>()
            .ToList();
        var model = ModelOf(project.Config, options, history);
        return new StatusMaterial
        {
            Prompt = options.Prompt,
            Versions = versions,
            Draft = project.Prompts.HasDraft(options.Prompt)
                ? project.Prompts.Read(options.Prompt, PromptLibrary.Draft, new Problems())
                : null,
            Labels = project.Prompts.Labels(options.Prompt, problems),
            Rows = rows,
            StoredRuns = stored,
            History = history,
            Failures =
                history is not null && comparable.Find(run => texts.VersionOf(run.Prompt) == history.Best.Version) is { } best
                    ? UnresolvedFailures.Of(best.RunId, DiagnosisBuilder.Of(project, best, problems), evalSet?.Items ?? [])
                    : null,
            StoredVersions = [.. comparable.Select(run => texts.VersionOf(run.Prompt)).OfType<string>().Distinct(StringComparer.Ordinal)],
            EvalSet = evalSet,
            Model = model,
            ModelThatAnswers = model is null || evalSet is null ? null : FinderOf(project, evalSet, versions, model, history),
            NextLook = evalSet is null ? null : NextLook.At(project, evalSet),
            MaxCostUsd = options.MaxCostUsd ?? project.Config.Status.MaxCostUsd,
        };
    }

    // A first version is measured on dev, where the set has it.
    private static Func<IReadOnlyList<string>, bool, string?> FinderOf(
        ProjectWorkspace project,
        EvalSet evalSet,
        IReadOnlyList<Prompt> versions,
        string model,
        VersionHistory? history
    )
    {
        var splits =
            history is not null ? history.Split
            : evalSet.Splits.Contains(SplitNames.Dev, StringComparer.Ordinal) ? SplitNames.Dev
            : null;
        return new AnsweringModels(project, evalSet, versions, model, splits, history?.Repeats ?? project.Config.Run.Repeats).For;
    }

    // Newest first. A replay of a recording counts as a run of the row's model.
    private static List<RunRecord> SelectComparable(VersionHistory history, IReadOnlyList<RunRecord> stored, PromptTexts texts) =>
        [
            .. stored.Where(run =>
                run.Status == RunStatus.Completed
                && run.Repeats == history.Repeats
                && history.Attempts.Any(attempt =>
                    attempt.Version == texts.VersionOf(run.Prompt) && ScoreboardRows.HasConditionsOf(attempt.Row, run)
                )
            ),
        ];

    private static void CheckChoice(ProjectWorkspace project, StatusOptions options, List<ScoreboardRow> rows, Problems problems)
    {
        var sets = project.EvalSets.Names.Union(rows.Select(row => row.EvalSet), StringComparer.Ordinal);
        var models = project.Config.Models.Keys.Union(rows.Select(row => row.Model).OfType<string>(), StringComparer.Ordinal);
        if (options.EvalSet is { } evalSet && !sets.Contains(evalSet, StringComparer.Ordinal))
            problems.Add("--evalset", null, $"There is no eval set “{evalSet}”.{NearestName.Suggest(evalSet, sets)}");
        if (options.Model is { } model && !models.Contains(model, StringComparer.Ordinal))
            problems.Add("--model", null, $"There is no model “{model}”.{NearestName.Suggest(model, models)}");
    }

    private static List<string> SealedSets(ProjectWorkspace project, List<ScoreboardRow> rows) =>
        [
            .. rows.Where(row => row.Split is null)
                .Select(row => row.EvalSet)
                .Distinct(StringComparer.Ordinal)
                .Where(name => FindEvalSet(project, name)?.HasHoldout == true),
        ];

    // The scoreboard suffices for a status: an unreadable or missing eval set costs only its tags and splits.
    private static EvalSet? FindEvalSet(ProjectWorkspace project, string? name)
    {
        var problems = new Problems();
        return name is null ? null
            : project.EvalSets.Resolve(name, problems) is { } set && !problems.HasErrors ? set
            : null;
    }

    private static string? DefaultEvalSet(ProjectWorkspace project, string prompt) =>
        project.EvalSets.Names.Contains(prompt, StringComparer.Ordinal) ? prompt
        : project.EvalSets.Names is [var only] ? only
        : null;

    private static string? ModelOf(ProjectConfig config, StatusOptions options, VersionHistory? history) =>
        options.Model ?? history?.Models.FirstOrDefault(config.Models.ContainsKey) ?? config.Run.Model;
}
