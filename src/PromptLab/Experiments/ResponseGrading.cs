using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Grades responses that are there already, of a run or of a file, as a run of its own. No model is called.</summary>
internal static class ResponseGrading
{
    private const int MostSuggestions = 20;

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
        var (evalSet, graders) = ReadEvalSet(project, name, problems);
        var responses = GivenResponseFile.Read(Path.Combine(project.OpenedIn, file), file, problems);
        if (evalSet is not null)
            CheckIds(evalSet, responses, file, problems);
        var filter = new ItemFilter { Splits = options.Splits };
        var items = evalSet is null ? [] : filter.Select(evalSet, problems);
        project.Conclude(problems);
        if (options.NullIsWrong)
            responses = [.. responses.Select(response => response with { Text = response.Text ?? (response.Error is null ? "" : null) })];
        var conditions = new RunConditions
        {
            EvalSet = evalSet!,
            Items = items,
            Filter = filter,
            GradersHash = graders!.Hash,
            Repeats = ResponseJudging.Repeats(responses),
        };
        var identity = conditions.IdentityOf(
            new RunPrompt { Name = options.Name ?? Path.GetFileNameWithoutExtension(file) },
            new RunModel { Alias = options.Model },
            ContentHash.OfText(options.Model ?? ""),
            ResponsesHash.Of(responses)
        );
        var template = await RunBeginning.TemplateAsync(project, "import", experiment: null, cancellationToken);
        return await KeepAsync(
            project,
            conditions,
            template.RecordOf(identity) with
            {
                ResponsesFile = file,
            },
            options.Burn,
            id => ResponseJudging.JudgeAsync(id, items, responses, graders, cancellationToken),
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
        var results = project.Runs.ReadResults(old!.RunId, problems);
        var (evalSet, graders) = ReadEvalSet(project, old.EvalSet.Name, problems);
        var items = (evalSet?.Items ?? []).ToDictionary(item => item.Id, StringComparer.Ordinal);
        var gone = evalSet is null ? 0 : NoteGone(evalSet, results, items, problems);
        var kept = results.Where(result => items.ContainsKey(result.ItemId)).ToList();
        if (kept.Count == 0)
            problems.Add(
                old.RunId,
                null,
                $"No item of the run is in the eval set {old.EvalSet.Name} any more, so there is nothing to grade."
            );
        project.Conclude(problems);
        var conditions = new RunConditions
        {
            EvalSet = evalSet!,
            Items = [.. kept.Select(result => result.ItemId).Distinct(StringComparer.Ordinal).Select(id => items[id])],
            Filter = new ItemFilter { Splits = old.EvalSet.Split },
            GradersHash = graders!.Hash,
            Repeats = old.Repeats,
        };
        var template = await RunBeginning.TemplateAsync(project, "regrade", experiment: null, cancellationToken);
        var record = template.RecordOf(conditions.IdentityOf(old.Prompt, old.Model, old.ConfigHash, old.ResponsesHash));
        return await KeepAsync(
            project,
            conditions,
            record with
            {
                RegradedFrom = old.RunId,
                // A run that was stopped stays one that was stopped, however often it is graded.
                EvalSet = record.EvalSet with
                {
                    Items = old.EvalSet.Items - gone,
                },
            },
            burn,
            id => ResponseJudging.JudgeAgainAsync(id, kept, items, graders, cancellationToken),
            cancellationToken
        );
    }

    // The number of items that are no longer in the eval set; those of the holdout are counted and not named.
    private static int NoteGone(EvalSet evalSet, IReadOnlyList<ItemResult> results, Dictionary<string, EvalItem> items, Problems problems)
    {
        var gone = results.Where(result => !items.ContainsKey(result.ItemId)).DistinctBy(result => result.ItemId).ToList();
        foreach (var result in gone.Where(result => result.Split != SplitNames.Holdout))
            problems.Warn(evalSet.File, null, $"The item “{result.ItemId}” is no longer in the eval set; its response is left out.");
        if (gone.Count(result => result.Split == SplitNames.Holdout) is > 0 and var unnamed)
            problems.Warn(
                evalSet.File,
                null,
                $"{Format.Quantity(unnamed, "item")} of the holdout no longer in the eval set: left out, and not named."
            );
        return gone.Count;
    }

    private static (EvalSet? EvalSet, GraderSet? Graders) ReadEvalSet(ProjectWorkspace project, string name, Problems problems)
    {
        var evalSet = project.EvalSets.Resolve(name, problems);
        return (evalSet, evalSet is null ? null : GraderSet.Create(evalSet, project.Host.Graders, project.Read, problems));
    }

    private static void CheckIds(EvalSet evalSet, IReadOnlyList<GivenResponse> responses, string file, Problems problems)
    {
        var ids = evalSet.Items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, stranger) in responses.Where(response => !ids.Contains(response.ItemId)).Index())
        {
            // Looking for what was meant takes a while in a large set, and nobody reads it a thousand times.
            var near = index < MostSuggestions ? NearestName.Find(stranger.ItemId, ids) : null;
            problems.Add(
                file,
                stranger.Line,
                $"“{stranger.ItemId}” is no item of {evalSet.Name}.{(near is null ? "" : $" Did you mean “{near}”?")}"
            );
        }
    }

    private static async Task<RunOutcome> KeepAsync(
        ProjectWorkspace project,
        RunConditions conditions,
        RunRecord record,
        bool burn,
        Func<string, IAsyncEnumerable<ItemResult>> judge,
        CancellationToken cancellationToken
    )
    {
        var runs = new[] { (record.Identity, RunId: "") };
        var looks = HoldoutLooks.Prepare(project, conditions.EvalSet, conditions.Items, runs, LookPurpose.Grade, burn);
        project.CheckResults();
        var begun = project.Runs.Begin(record, conditions.Items);
        if (looks is not null)
            await looks.TakeAsync(project, [begun], cancellationToken);
        await using var writer = new RunWriter(project.Runs, [begun]);
        await foreach (var result in judge(begun.RunId))
            await writer.KeepAsync(result);
        var finished = await writer.EndAsync(project.Host.Time.GetUtcNow(), []);
        return await RunConclusion.EndAsync(project, conditions.EvalSet, finished);
    }
}
