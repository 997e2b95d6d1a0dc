using PromptLab.Confirming;
using PromptLab.Diagnosing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Settings;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Progress;

/// <summary>Makes the status of a prompt from what the project has of it.</summary>
internal static class StatusReader
{
    /// <summary>The status.</summary>
    /// <exception cref="InputException">There is no such prompt, eval set or model, or what is measured can't be read.</exception>
    public static StatusResult Of(ProjectWorkspace project, StatusOptions options)
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
        var history = VersionHistory.Of(rows, options.EvalSet, options.Model, SealedSets(project, rows), settings.SearchLevel);
        var material = MaterialOf(project, options, rows, history, problems) with
        {
            Claim = history is null ? null : ClaimOn(project, options.Prompt, history.Best.Version),
        };
        project.Conclude(problems);
        return new StatusResult { Status = PromptStatus.Of(material, settings) };
    }

    private static LabelEvidence? ClaimOn(ProjectWorkspace project, string prompt, string best)
    {
        var nobody = new Problems(); // what is wrong with them check says
        var production = project.Prompts.Labels(prompt, nobody).FirstOrDefault(label => label.Name == PromptLabels.Production)?.Version;
        var replaced = production is null || production == best ? null : project.Prompts.Resolve($"{prompt}@{production}", nobody)?.Hash;
        return
            project.Prompts.Resolve($"{prompt}@{best}", nobody) is { } version
            && ClaimsOnRecord.LatestOn(project, version, replaced, nobody) is [var claim, ..]
            ? claim
            : null;
    }

    private static StatusMaterial MaterialOf(
        ProjectWorkspace project,
        StatusOptions options,
        List<ScoreboardRow> rows,
        VersionHistory? history,
        Problems problems
    )
    {
        var stored = project.Runs.All().Where(run => run.Prompt.Name == options.Prompt).ToList();
        var here = history is null ? [] : UnderConditionsOf(history, stored);
        var evalSet = SetOf(project, history?.EvalSet ?? options.EvalSet ?? OnlySet(project, options.Prompt));
        return new StatusMaterial
        {
            Prompt = options.Prompt,
            Versions =
            [
                .. project
                    .Prompts.Versions(options.Prompt)
                    .Select(version => project.Prompts.Read(options.Prompt, version, problems))
                    .OfType<Prompt>(),
            ],
            Draft = project.Prompts.HasDraft(options.Prompt)
                ? project.Prompts.Read(options.Prompt, PromptLibrary.Draft, new Problems())
                : null,
            Labels = project.Prompts.Labels(options.Prompt, problems),
            Rows = rows,
            Stored = stored,
            History = history,
            Failures =
                history is not null && here.Find(run => run.Prompt.Version == history.Best.Version) is { } best
                    ? OpenFailures.Of(best.RunId, DiagnosisBuilder.Of(project, best, problems), evalSet?.Items ?? [])
                    : null,
            VersionsHere = [.. here.Select(run => run.Prompt.Version).OfType<string>().Distinct(StringComparer.Ordinal)],
            EvalSet = evalSet,
            Model = ModelOf(project.Config, options, history),
            MaxCostUsd = options.MaxCostUsd ?? project.Config.Status.MaxCostUsd,
        };
    }

    // The newest first. A replay of a recording is as good as the run of the row.
    private static List<RunRecord> UnderConditionsOf(VersionHistory history, IReadOnlyList<RunRecord> stored) =>
        [
            .. stored.Where(run =>
                run.Status == RunStatus.Completed
                && run.Repeats == history.Repeats
                && history.Attempts.Any(attempt =>
                    attempt.Version == run.Prompt.Version
                    && ScoreboardRows.IsOfPrompt(attempt.Row, run.Prompt)
                    && ScoreboardRows.HasConditionsOf(attempt.Row, run)
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
                .Where(name => SetOf(project, name)?.HasHoldout == true),
        ];

    // The scoreboard is enough for a status: a set that can’t be read or is gone takes its tags and splits with it, and no more.
    private static EvalSet? SetOf(ProjectWorkspace project, string? name)
    {
        var problems = new Problems();
        return name is null ? null
            : project.EvalSets.Resolve(name, problems) is { } set && !problems.HasErrors ? set
            : null;
    }

    private static string? OnlySet(ProjectWorkspace project, string prompt) =>
        project.EvalSets.Names.Contains(prompt, StringComparer.Ordinal) ? prompt
        : project.EvalSets.Names is [var only] ? only
        : null;

    private static string? ModelOf(ProjectConfig config, StatusOptions options, VersionHistory? history) =>
        options.Model ?? history?.Models.FirstOrDefault(config.Models.ContainsKey) ?? config.Run.Model;
}
