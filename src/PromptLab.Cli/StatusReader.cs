using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Progress;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Settings;
using PromptLab.Texts;

namespace PromptLab.Cli;

/// <summary>Makes the status of a prompt from what the project has of it.</summary>
internal static class StatusReader
{
    /// <summary>Which prompt, where, and by which settings.</summary>
    internal sealed record Request(string Prompt, string? EvalSet, string? Model, decimal? MaxCost, double? SmallestGain);

    /// <summary>The status; null with problems noted.</summary>
    public static PromptStatus? Of(Project project, Request request, Problems problems, TimeProvider time)
    {
        if (!project.Prompts.Names.Contains(request.Prompt, StringComparer.Ordinal))
            problems.Add(
                request.Prompt,
                null,
                $"There is no prompt “{request.Prompt}”.{NearestName.Suggest(request.Prompt, project.Prompts.Names)}"
            );
        problems.ThrowIfErrors();
        var rows = project.Scoreboard.Read(problems).Where(row => row.Prompt == request.Prompt).ToList();
        CheckChoice(project, request, rows, problems);
        problems.ThrowIfErrors();
        var settings = new PlateauSettings { SmallestGain = request.SmallestGain ?? project.Config.Status.SmallestGain };
        var history = VersionHistory.Of(rows, request.EvalSet, request.Model, SealedSets(project, rows), settings.SearchLevel);
        var material = MaterialOf(project, request, rows, history, problems) with
        {
            Claim = history is null ? null : ClaimOn(project, request.Prompt, history.Best.Version, time),
        };
        return problems.HasErrors ? null : PromptStatus.Of(material, settings);
    }

    private static LabelEvidence? ClaimOn(Project project, string prompt, string best, TimeProvider time)
    {
        var nobody = new Problems(); // what is wrong with them check says
        var production = project.Prompts.Labels(prompt, nobody).FirstOrDefault(label => label.Name == PromptLabels.Production)?.Version;
        var replaced = production is null || production == best ? null : project.Prompts.Resolve($"{prompt}@{production}", nobody)?.Hash;
        return
            project.Prompts.Resolve($"{prompt}@{best}", nobody) is { } version
            && ClaimsOnRecord.LatestOn(project, version, replaced, nobody, time) is [var claim, ..]
            ? claim
            : null;
    }

    private static StatusMaterial MaterialOf(
        Project project,
        Request request,
        List<ScoreboardRow> rows,
        VersionHistory? history,
        Problems problems
    )
    {
        var stored = project.Runs.All().Where(run => run.Prompt.Name == request.Prompt).ToList();
        var here = history is null ? [] : UnderConditionsOf(history, stored);
        var evalSet = SetOf(project, history?.EvalSet ?? request.EvalSet ?? OnlySet(project, request.Prompt));
        return new StatusMaterial
        {
            Prompt = request.Prompt,
            Versions =
            [
                .. project
                    .Prompts.Versions(request.Prompt)
                    .Select(version => project.Prompts.Read(request.Prompt, version, problems))
                    .OfType<Prompt>(),
            ],
            Draft = project.Prompts.HasDraft(request.Prompt)
                ? project.Prompts.Read(request.Prompt, PromptLibrary.Draft, new Problems())
                : null,
            Labels = project.Prompts.Labels(request.Prompt, problems),
            Rows = rows,
            Stored = stored,
            History = history,
            Failures =
                history is not null && here.Find(run => run.Prompt.Version == history.Best.Version) is { } best
                    ? OpenFailures.Of(best.RunId, DiagnosisBuilder.Of(project, best, problems), evalSet?.Items ?? [])
                    : null,
            VersionsHere = [.. here.Select(run => run.Prompt.Version).OfType<string>().Distinct(StringComparer.Ordinal)],
            EvalSet = evalSet,
            Model = ModelOf(project.Config, request, history),
            MaxCostUsd = request.MaxCost ?? project.Config.Status.MaxCostUsd,
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

    private static void CheckChoice(Project project, Request request, List<ScoreboardRow> rows, Problems problems)
    {
        var sets = project.EvalSets.Names.Union(rows.Select(row => row.EvalSet), StringComparer.Ordinal);
        var models = project.Config.Models.Keys.Union(rows.Select(row => row.Model).OfType<string>(), StringComparer.Ordinal);
        if (request.EvalSet is { } evalSet && !sets.Contains(evalSet, StringComparer.Ordinal))
            problems.Add("--evalset", null, $"There is no eval set “{evalSet}”.{NearestName.Suggest(evalSet, sets)}");
        if (request.Model is { } model && !models.Contains(model, StringComparer.Ordinal))
            problems.Add("--model", null, $"There is no model “{model}”.{NearestName.Suggest(model, models)}");
    }

    private static List<string> SealedSets(Project project, List<ScoreboardRow> rows) =>
        [
            .. rows.Where(row => row.Split is null)
                .Select(row => row.EvalSet)
                .Distinct(StringComparer.Ordinal)
                .Where(name => SetOf(project, name)?.HasHoldout == true),
        ];

    // The scoreboard is enough for a status: a set that can’t be read or is gone takes its tags and splits with it, and no more.
    private static EvalSet? SetOf(Project project, string? name)
    {
        var problems = new Problems();
        return name is null ? null
            : project.EvalSets.Resolve(name, problems) is { } set && !problems.HasErrors ? set
            : null;
    }

    private static string? OnlySet(Project project, string prompt) =>
        project.EvalSets.Names.Contains(prompt, StringComparer.Ordinal) ? prompt
        : project.EvalSets.Names is [var only] ? only
        : null;

    private static string? ModelOf(ProjectConfig config, Request request, VersionHistory? history) =>
        request.Model ?? history?.Models.FirstOrDefault(config.Models.ContainsKey) ?? config.Run.Model;
}
