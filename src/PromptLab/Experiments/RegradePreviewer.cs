using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Grades stored responses again to show what would change; asks no model and keeps nothing.</summary>
internal static class RegradePreviewer
{
    public static async Task<RegradePreview> PreviewAsync(
        ProjectWorkspace project,
        RegradePreviewOptions options,
        CancellationToken cancellationToken
    )
    {
        var problems = new Problems();
        var run = RunReferences.Find(project, options.Run, problems);
        problems.ThrowIfErrors();
        var evalSet = project.EvalSets.Resolve(run!.EvalSet.Name, problems);
        if (evalSet is not null && options.With is { } file)
            evalSet = EvalSetGraders.Read(evalSet, Path.Combine(project.OpenedIn, file), file, problems);
        var graders = evalSet is null ? null : GraderSet.Create(evalSet, project.Host.Graders, project.Files, project.Programs, problems);
        var items = (evalSet?.Items ?? []).ToDictionary(item => item.Id, StringComparer.Ordinal);
        var results = project.Runs.ReadResults(run, problems).ToLookup(IsSealed);
        if (options.Item is { } id)
            CheckItem(id, results, run, problems);
        project.Conclude(problems);
        var regrading = new Regrading(items, graders!, options.Item);
        foreach (var result in results[false])
            await regrading.AddAsync(result, cancellationToken);
        return new RegradePreview
        {
            Run = run,
            GradersFile = options.With ?? evalSet!.File,
            HasSameGraders = graders!.Hash == run.GradersHash,
            Compared = regrading.Compared,
            Sealed = results[true].Count(),
            LeftOut = regrading.LeftOut,
            PassedBefore = regrading.PassedBefore,
            PassedNow = regrading.PassedNow,
            Changed = regrading.Changed,
            Explained = regrading.Explained,
        };

        // Also an item that went into the holdout since.
        bool IsSealed(ItemResult result) => result.IsSealed || items.GetValueOrDefault(result.ItemId)?.IsSealed == true;
    }

    private static void CheckItem(string id, ILookup<bool, ItemResult> results, RunRecord run, Problems problems)
    {
        if (results[false].Any(result => result.ItemId == id))
            return;
        problems.Add(
            "--explain",
            null,
            results[true].Any(result => result.ItemId == id)
                ? $"“{id}” is in the holdout: its texts and results stay sealed."
                : $"{run.RunId} did not ask “{id}”.{NearestName.Suggest(id, results[false].Select(result => result.ItemId).Distinct(StringComparer.Ordinal))}"
        );
    }

    private sealed class Regrading(IReadOnlyDictionary<string, EvalItem> items, GraderSet graders, string? explained)
    {
        public int Compared { get; private set; }
        public int LeftOut { get; private set; }
        public int PassedBefore { get; private set; }
        public int PassedNow { get; private set; }
        public List<RegradedResponse> Changed { get; } = [];
        public List<ExplainedResponse> Explained { get; } = [];

        public async Task AddAsync(ItemResult result, CancellationToken cancellationToken)
        {
            if (!items.TryGetValue(result.ItemId, out var item) || result.Failure is not null)
            {
                LeftOut++;
                return;
            }

            var again = await StoredResponseGrader.RegradeAsync(result, item, graders, cancellationToken);
            if (again.Failure is not null || again.Grade is not { } now)
            {
                LeftOut++;
                return;
            }

            Compared++;
            PassedBefore += result.Status == ItemStatus.Pass ? 1 : 0;
            PassedNow += now.Status == ItemStatus.Pass ? 1 : 0;
            if (result.Status != now.Status || result.Score != now.Score)
                Changed.Add(new RegradedResponse(result, now));
            if (result.ItemId == explained)
                Explained.Add(
                    new ExplainedResponse(
                        result,
                        now,
                        await graders.ExplainAsync(CallResponse.Of(result).ContextFor(item), cancellationToken)
                    )
                );
        }
    }
}
