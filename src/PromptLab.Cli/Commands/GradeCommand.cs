using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Confirming;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Holdouts;
using PromptLab.Models;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab grade</c>: grades responses that are already there, of a run or of a file. No model is asked.</summary>
internal static class GradeCommand
{
    private const int MostSuggestions = 20;

    public static Command Create(CommandContext context)
    {
        var run = new Argument<string?>("run")
        {
            Description = "A run, by id or the end of its id, or a prompt version: its responses are graded anew.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var evalSet = new Option<string?>("--evalset", "-e") { Description = "The eval set that the responses of --responses answer." };
        var responses = new Option<string?>("--responses")
        {
            Description = "A CSV or JSONL file of id and response, with optional repeat and error.",
        };
        var name = new Option<string?>("--name")
        {
            Description = "What the responses are called on the scoreboard; the file's name without it.",
        };
        var model = new Option<string?>("--model", "-m") { Description = "The model that wrote them, for the scoreboard." };
        var split = new Option<string[]>("--split")
        {
            Description = "Only items of this split; repeat it for several.",
            AllowMultipleArgumentsPerToken = true,
        };
        var nullResponse = new Option<string>("--null-response")
        {
            Description = "What a response that is null is: an error (left out of the rates), or wrong.",
            DefaultValueFactory = _ => "error",
        };
        nullResponse.AcceptOnlyFromAmong("error", "wrong");
        var burn = BurnOption.Create();
        var json = JsonOption.Create();
        var command = new Command("grade", "Grade stored responses, or responses recorded elsewhere, without calling a model.")
        {
            run,
            evalSet,
            responses,
            name,
            model,
            split,
            nullResponse,
            burn,
            json,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                (parsed.GetValue(run), parsed.GetValue(evalSet), parsed.GetValue(responses)) switch
                {
                    ({ } old, null, null) => GradeRunAsync(old, parsed.GetValue(burn), parsed.GetValue(json), context, cancellationToken),
                    (null, { } set, { } file) => GradeFileAsync(
                        new GivenFile(
                            set,
                            file,
                            parsed.GetValue(name),
                            parsed.GetValue(model),
                            parsed.GetValue(split) ?? [],
                            parsed.GetValue(nullResponse) == "wrong"
                        ),
                        parsed.GetValue(burn),
                        parsed.GetValue(json),
                        context,
                        cancellationToken
                    ),
                    _ => throw new InputException("promptlab grade", null, "Give either a run, or both --evalset and --responses."),
                }
        );
        return command;
    }

    private sealed record GivenFile(
        string EvalSet,
        string File,
        string? Name,
        string? Model,
        IReadOnlyList<string> Splits,
        bool NullIsWrong
    );

    private static async Task<int> GradeFileAsync(
        GivenFile given,
        bool burn,
        bool json,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var (evalSet, graders) = ReadEvalSet(project, given.EvalSet, problems);
        var responses = GivenResponseFile.Read(Path.Combine(context.WorkingDirectory, given.File), given.File, problems);
        if (evalSet is not null)
            CheckIds(evalSet, responses, given.File, problems);
        var filter = new ItemFilter { Splits = given.Splits };
        var items = evalSet is null ? [] : filter.Select(evalSet, problems);
        context.Conclude(problems);
        if (given.NullIsWrong)
            responses = [.. responses.Select(response => response with { Text = response.Text ?? (response.Error is null ? "" : null) })];
        var template = (await TemplateAsync(project, "import", evalSet!, graders!, context)) with
        {
            Items = items,
            Filter = filter,
            Repeats = ResponseJudging.Repeats(responses),
        };
        var prompt = new RunPrompt { Name = given.Name ?? Path.GetFileNameWithoutExtension(given.File) };
        var record = template.RecordOf(prompt, new RunModel { Alias = given.Model }, ContentHash.OfText(given.Model ?? "")) with
        {
            ResponsesFile = given.File,
            ResponsesHash = ResponsesHash.Of(responses),
        };
        return await KeepAsync(
            project,
            evalSet!,
            record,
            HoldoutLooks.Prepare(evalSet!, items, [record], LookPurpose.Grade, burn, context),
            items,
            id => ResponseJudging.JudgeAsync(id, items, responses, graders!, cancellationToken),
            json,
            context
        );
    }

    private static async Task<int> GradeRunAsync(
        string run,
        bool burn,
        bool json,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var old = RunReferences.Find(project, run, problems);
        problems.ThrowIfErrors();
        var results = project.Runs.ReadResults(old!.RunId, problems);
        var (evalSet, graders) = ReadEvalSet(project, old.EvalSet.Name, problems);
        var items = (evalSet?.Items ?? []).ToDictionary(item => item.Id, StringComparer.Ordinal);
        var gone = results
            .Where(result => evalSet is not null && !items.ContainsKey(result.ItemId))
            .DistinctBy(result => result.ItemId)
            .ToList();
        foreach (var result in gone.Where(result => result.Split != SplitNames.Holdout))
            problems.Warn(evalSet!.File, null, $"The item “{result.ItemId}” is no longer in the eval set; its response is left out.");
        if (gone.Count(result => result.Split == SplitNames.Holdout) is > 0 and var unnamed)
            problems.Warn(
                evalSet!.File,
                null,
                $"{Format.Quantity(unnamed, "item")} of the holdout no longer in the eval set: left out, and not named."
            );
        var kept = results.Where(result => items.ContainsKey(result.ItemId)).ToList();
        if (kept.Count == 0)
            problems.Add(
                old.RunId,
                null,
                $"No item of the run is in the eval set {old.EvalSet.Name} any more, so there is nothing to grade."
            );
        context.Conclude(problems);
        var chosen = kept.Select(result => result.ItemId).Distinct(StringComparer.Ordinal).Select(id => items[id]).ToList();
        var template = (await TemplateAsync(project, "regrade", evalSet!, graders!, context)) with
        {
            Items = chosen,
            Filter = new ItemFilter { Splits = old.EvalSet.Split },
            Repeats = old.Repeats,
        };
        var record = template.RecordOf(old.Prompt, old.Model, old.ConfigHash) with
        {
            RegradedFrom = old.RunId,
            ResponsesHash = old.ResponsesHash,
        };
        // A run that was stopped stays one that was stopped, however often it is graded.
        record = record with { EvalSet = record.EvalSet with { Items = old.EvalSet.Items - gone.Count } };
        return await KeepAsync(
            project,
            evalSet!,
            record,
            HoldoutLooks.Prepare(evalSet!, chosen, [record], LookPurpose.Grade, burn, context),
            chosen,
            id => ResponseJudging.JudgeAgainAsync(id, kept, items, graders!, cancellationToken),
            json,
            context
        );
    }

    private static (EvalSet? EvalSet, GraderSet? Graders) ReadEvalSet(Project project, string name, Problems problems)
    {
        var evalSet = project.EvalSets.Resolve(name, problems);
        return (evalSet, evalSet is null ? null : GraderSet.Create(evalSet, GraderCatalog.BuiltIn, problems));
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

    private static async Task<RunTemplate> TemplateAsync(
        Project project,
        string trigger,
        EvalSet evalSet,
        GraderSet graders,
        CommandContext context
    ) =>
        new()
        {
            StartedAt = context.Time.GetUtcNow(),
            Trigger = trigger,
            EvalSet = evalSet,
            Items = evalSet.Items,
            Filter = new ItemFilter(),
            GradersHash = graders.Hash,
            Tool = Provenance.Tool,
            Git = await Provenance.GitAsync(project.Folder.Root, project.Folder.ResultsPath),
        };

    private static async Task<int> KeepAsync(
        Project project,
        EvalSet evalSet,
        RunRecord record,
        HoldoutLooks? looks,
        IReadOnlyList<EvalItem> items,
        Func<string, IAsyncEnumerable<ItemResult>> judge,
        bool json,
        CommandContext context
    )
    {
        project.CheckResults();
        var begun = project.Runs.Begin(record, items);
        if (looks is not null)
            await looks.TakeAsync([begun], context);
        using var book = new RunWriter(project.Runs, [begun]);
        await foreach (var result in judge(begun.RunId))
            await book.KeepAsync(result);
        return await RunConclusion.EndAsync(project, evalSet, book.End(context.Time.GetUtcNow(), []), json, context);
    }
}
