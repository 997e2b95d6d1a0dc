using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Grading.Calls;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Grades the existing responses of a run or of a file, as a new run. No response is requested from a model.</summary>
internal static class GradingRunner
{
    private const int MaxSuggestions = 20;

    public static Task<RunOutcome> GradeAsync(ProjectWorkspace project, GradeOptions options, CancellationToken cancellationToken) =>
        options switch
        {
            { Run: { } run, EvalSet: null, Responses: null } => GradeRunAsync(project, run, options.Burn, cancellationToken),
            { Run: null, EvalSet: { } evalSet, Responses: { } file } => GradeFileAsync(project, evalSet, file, options, cancellationToken),
            _ => throw new InputException("promptlab grade", null, "Give either a run, or both --evalset and --responses."),
        };

    private static async Task<RunOutcome> GradeFileAsync(
        ProjectWorkspace project,
        string name,
        string file,
        GradeOptions options,
        CancellationToken cancellationToken
    )
    {
        var problems = new Problems();
        var shownName = options.Name ?? Path.GetFileNameWithoutExtension(file);
        if (FileNames.ProblemOf(shownName) is { } unusable)
            problems.Add("--name", null, $"{unusable} It names the responses on the scoreboard and the run's folder.");
        var (evalSet, graders) = ReadEvalSet(project, name, problems);
        var responses = ImportedResponseFile.Read(
            Path.Combine(project.OpenedIn, file),
            file,
            new ImportOptions
            {
                Mapping = evalSet?.Mapping ?? ItemMapping.None,
                Recorded = evalSet is null ? [] : PrecomputedGrader.ColumnsOf(evalSet),
                HasRunningTotals = options.HasRunningTotals,
            },
            problems
        );
        if (evalSet is not null)
        {
            CheckIds(evalSet, responses, file, problems);
            CheckRecorded(evalSet, responses, file, problems);
        }

        var filter = new ItemFilter { Splits = options.Splits };
        filter = evalSet is null ? filter : filter.In(evalSet);
        var items = evalSet is null ? [] : filter.Select(evalSet, problems);
        project.Conclude(problems);
        if (options.NullIsWrong)
            responses =
            [
                .. responses.Select(response =>
                    response with
                    {
                        Text = response.Text ?? (response.Error is null ? "" : null),
                        GradesSilence = true,
                    }
                ),
            ];
        var conditions = new RunConditions
        {
            EvalSet = evalSet!,
            Items = items,
            Filter = filter,
            GradersHash = graders!.Hash,
            Repeats = StoredResponseGrader.CountRepeats(responses),
        };
        var identity = conditions.IdentityOf(
            new RunPrompt { Name = shownName },
            new RunModel { Alias = options.Model },
            ContentHash.OfText(options.Model ?? ""),
            ResponsesHash.Of(responses)
        );
        var template = await RunStarter.TemplateAsync(project, RunTriggers.Import, experiment: null, cancellationToken);
        return await SaveAsync(
            project,
            conditions,
            template.RecordOf(identity) with
            {
                ResponsesFile = file,
                Optimistic = TuningScore.HasEarlier(
                    project.ReadScoreboard(new Problems()),
                    project.Runs.All(),
                    identity.EvalSet.SelectedIdsHash,
                    identity.ResponsesHash!
                ),
            },
            options.Burn,
            id => StoredResponseGrader.GradeAsync(id, items, responses, graders, cancellationToken),
            cancellationToken
        );
    }

    private static async Task<RunOutcome> GradeRunAsync(
        ProjectWorkspace project,
        string run,
        bool burn,
        CancellationToken cancellationToken
    )
    {
        var problems = new Problems();
        var old = RunReferences.Find(project, run, problems);
        problems.ThrowIfErrors();
        var results = project.Runs.ReadResults(old!, problems);
        var (evalSet, graders) = ReadEvalSet(project, old!.EvalSet.Name, problems);
        var items = (evalSet?.Items ?? []).ToDictionary(item => item.Id, StringComparer.Ordinal);
        var removed = evalSet is null ? 0 : WarnOfRemoved(evalSet, results, items, problems);
        var remaining = results.Where(result => items.ContainsKey(result.ItemId)).ToList();
        if (remaining.Count == 0)
            problems.Add(
                old.RunId,
                null,
                $"No item of the run is in the eval set {old.EvalSet.Name} any more, so there is nothing to grade."
            );
        project.Conclude(problems);
        var conditions = new RunConditions
        {
            EvalSet = evalSet!,
            Items = [.. remaining.Select(result => result.ItemId).Distinct(StringComparer.Ordinal).Select(id => items[id])],
            Filter = new ItemFilter { Splits = old.EvalSet.Split },
            GradersHash = graders!.Hash,
            Repeats = old.Repeats,
        };
        var template = await RunStarter.TemplateAsync(project, RunTriggers.Regrade, experiment: null, cancellationToken);
        var record = template.RecordOf(conditions.IdentityOf(old.Prompt, old.Model, old.ConfigHash, old.ResponsesHash));
        return await SaveAsync(
            project,
            conditions,
            record with
            {
                RegradedFrom = old.RunId,
                Optimistic = old.Optimistic,
                // Grading an incomplete run again does not make it complete.
                EvalSet = record.EvalSet with
                {
                    Items = old.EvalSet.Items - removed,
                },
            },
            burn,
            id => StoredResponseGrader.RegradeAsync(id, remaining, items, graders, cancellationToken),
            cancellationToken
        );
    }

    // Returns the number of items that are no longer in the eval set. Items of the holdout are counted but not named.
    private static int WarnOfRemoved(
        EvalSet evalSet,
        IReadOnlyList<ItemResult> results,
        Dictionary<string, EvalItem> items,
        Problems problems
    )
    {
        var removed = results.Where(result => !items.ContainsKey(result.ItemId)).DistinctBy(result => result.ItemId).ToList();
        foreach (var result in removed.Where(result => result.Split != SplitNames.Holdout))
            problems.Warn(evalSet.File, null, $"The item “{result.ItemId}” is no longer in the eval set; its response is left out.");
        if (removed.Count(result => result.Split == SplitNames.Holdout) is > 0 and var unnamed)
            problems.Warn(
                evalSet.File,
                null,
                $"{Format.Quantity(unnamed, "item")} of the holdout no longer in the eval set: left out, and not named."
            );
        return removed.Count;
    }

    private static (EvalSet? EvalSet, GraderSet? Graders) ReadEvalSet(ProjectWorkspace project, string name, Problems problems)
    {
        var evalSet = project.EvalSets.Resolve(name, problems);
        return (
            evalSet,
            evalSet is null ? null : GraderSet.Create(evalSet, project.Host.Graders, project.Files, project.Programs, problems)
        );
    }

    // Scores that nobody gave would leave every response undecided.
    private static void CheckRecorded(EvalSet evalSet, IReadOnlyList<ImportedResponse> responses, string file, Problems problems)
    {
        foreach (var column in PrecomputedGrader.ColumnsOf(evalSet))
        {
            if (responses.Count > 0 && !responses.Any(response => response.Recorded?.ContainsKey(column) == true))
                problems.Add(file, null, $"No response has a value in the column “{column}”, from which a grader takes its score.");
        }
    }

    private static void CheckIds(EvalSet evalSet, IReadOnlyList<ImportedResponse> responses, string file, Problems problems)
    {
        var ids = evalSet.Items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, unknown) in responses.Where(response => !ids.Contains(response.ItemId)).Index())
        {
            // Finding the nearest id is slow in a large set, so only the first few problems get a suggestion.
            var near = index < MaxSuggestions ? NearestName.Find(unknown.ItemId, ids) : null;
            problems.Add(
                file,
                unknown.Line,
                $"“{unknown.ItemId}” is no item of {evalSet.Name}.{(near is null ? "" : NearestName.DidYouMean(unknown.ItemId, near))}"
            );
        }
    }

    private static async Task<RunOutcome> SaveAsync(
        ProjectWorkspace project,
        RunConditions conditions,
        RunRecord record,
        bool burn,
        Func<string, IAsyncEnumerable<ItemResult>> grade,
        CancellationToken cancellationToken
    )
    {
        var runs = new[] { (record.Identity, RunId: "") };
        var looks = HoldoutLooks.Prepare(project, conditions.EvalSet, conditions.Items, runs, LookPurpose.Grade, burn);
        await project.CheckResultsAsync(cancellationToken);
        var started = project.Runs.Begin(record, conditions.Items);
        if (looks is not null)
            await looks.RecordAsync(project, [started], cancellationToken);
        await using var writer = new RunWriter(project.Runs, [started]);
        var results = grade(started.RunId);
        // A look shows no grade before it has ended: those of a grading that is cut short are not kept.
        if (looks is not null)
            results = (await results.ToListAsync(cancellationToken)).ToAsyncEnumerable();
        await foreach (var result in results.WithCancellation(cancellationToken))
            await writer.KeepAsync(result);
        var finished = await writer.EndAsync(project.Host.Time.GetUtcNow(), []);
        return await RunConclusion.ConcludeAsync(project, conditions.EvalSet, finished);
    }
}
