using System.Text.RegularExpressions;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading.Programs;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>All graders of an eval set, and the combination of their scores into an item's score. Thread-safe.</summary>
internal sealed class GraderSet
{
    private const int MaxImmediateLength = 100_000;
    private const int MaxReasonLength = 2000;

    private readonly IReadOnlyList<Entry> _entries;
    private readonly IReadOnlyList<GraderGroup> _groups;
    private readonly ScoreRule _rule;
    private readonly bool _isImmediate;

    private GraderSet(IReadOnlyList<Entry> entries, EvalSet evalSet, string hash)
    {
        _entries = entries;
        _groups = evalSet.Groups;
        _rule = evalSet.Score;
        Hash = hash;
        _isImmediate = entries.All(entry => entry.Grader.IsImmediate);
    }

    /// <summary><c>sha256:</c> over the grader definitions, the schema files that they name, and how scores are combined.</summary>
    public string Hash { get; }

    /// <summary>
    /// True if a response is graded in no time: it has at most 100,000 characters, and every grader is immediate (<see
    /// cref="IGrader.IsImmediate"/>). Then it is stored together with its grade.
    /// </summary>
    public bool IsImmediateFor(string response) => _isImmediate && response.Length <= MaxImmediateLength;

    /// <summary>
    /// Creates the graders of an eval set and checks them against every item; null, with problems reported, if one is invalid.
    /// </summary>
    public static GraderSet? Create(EvalSet evalSet, GraderCatalog catalog, FileReadCache cache, GraderPrograms programs, Problems problems)
    {
        var found = new Problems();
        CheckItems(evalSet, found);
        var entries = evalSet.Graders.Select(definition => CreateEntry(definition, evalSet, catalog, cache, programs, found)).ToList();
        CheckGroups(evalSet, entries, found);
        if (entries.TrueForAll(entry => entry?.Weight.Literal == 0))
            found.Add(evalSet.File, null, "Every grader has the weight 0, so no item has a score. Give one a weight above 0.");
        problems.AddRange(found.Found);
        return found.HasErrors
            ? null
            : new GraderSet([.. entries.OfType<Entry>()], evalSet, GraderSetHash.Of(evalSet, catalog, cache, programs));
    }

    /// <summary>
    /// Grades a response with every grader that applies to its item. An exception of a grader becomes that grader's error.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled. The response can be graded later.</exception>
    /// <exception cref="CallNotMadeException">Calling a grader's model has ended. The response can be graded later.</exception>
    /// <remarks>
    /// Grading that may take long does so on another thread, and is abandoned there when the token is cancelled: a pattern does not
    /// look at the token.
    /// </remarks>
    public async ValueTask<ItemGrade> GradeAsync(GradingContext context, CancellationToken cancellationToken) =>
        IsImmediateFor(context.Response.Text)
            ? await GradeAllAsync(context, cancellationToken)
            : await Task.Run(() => GradeAllAsync(context, cancellationToken), cancellationToken).WaitAsync(cancellationToken);

    /// <summary>Grades a response, and tells for each grader that applies what it did.</summary>
    public async Task<IReadOnlyList<GraderExplanation>> ExplainAsync(GradingContext context, CancellationToken cancellationToken)
    {
        var explanations = new List<GraderExplanation>();
        foreach (var entry in _entries.Where(entry => entry.AppliesTo(context.Item)))
        {
            var trace = new GradingTrace();
            var verdict = await GetVerdictAsync(entry, context with { Trace = trace }, cancellationToken);
            if (verdict.Score.Predicted is { } predicted)
                trace.Add("read as", predicted);
            if (verdict.Score.Expected is { } expected)
                trace.Add("compared with", expected);
            explanations.Add(new GraderExplanation(verdict, trace.Steps));
        }

        return explanations;
    }

    private async Task<ItemGrade> GradeAllAsync(GradingContext context, CancellationToken cancellationToken)
    {
        var verdicts = new List<GraderVerdict>();
        foreach (var entry in _entries.Where(entry => entry.AppliesTo(context.Item)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            verdicts.Add(await GetVerdictAsync(entry, context, cancellationToken));
        }

        verdicts.AddRange(_groups.Select(group => GroupScore.Of(group, verdicts)).OfType<GraderVerdict>().ToList());
        return ItemScore.Of(verdicts, _rule);
    }

    private sealed record Entry
    {
        public required GraderDefinition Definition { get; init; }
        public required IGrader Grader { get; init; }
        public required WhenRule When { get; init; }
        public required NumberSource Weight { get; init; }
        public required NumberSource PassAt { get; init; }
        public required bool MustPass { get; init; }
        public required string? Group { get; init; }

        public GraderKind? Kind { get; init; }

        private bool ReadsPart => Definition.Options.Has("extract") || Definition.Options.Has("field");

        public bool AppliesTo(EvalItem item) => Applies(Definition, When, item);

        // By the item's own list of graders and by the grader's rule.
        public static bool Applies(GraderDefinition grader, WhenRule when, EvalItem item) =>
            (item.GraderIds.Count == 0 || item.GraderIds.Contains(grader.Id, StringComparer.Ordinal)) && when.Matches(item);

        public GraderVerdict VerdictOf(GraderResult result, EvalItem item) =>
            new()
            {
                Id = Definition.Id,
                Type = Definition.Type,
                Score = result.Score with { Reason = ShortText.Truncate(result.Score.Reason, MaxReasonLength) },
                Pass = result.Score.Value is { } value ? value >= (double)PassAt.For(item) : null,
                Weight = (double)Weight.For(item),
                Group = Group,
                MustPass = MustPass,
                Usage = result.Usage,
                CostUsd = result.CostUsd,
                Error = result.Error,
                StatedFormat =
                    FormatFaults.Of(Kind, Definition.Type, ReadsPart, result.Score) is { } follows
                    && FormatFaults.Of(Definition.Type, result.Score) != follows
                        ? follows
                        : null,
            };
    }

    private static async ValueTask<GraderVerdict> GetVerdictAsync(Entry entry, GradingContext context, CancellationToken cancellationToken)
    {
        try
        {
            return entry.VerdictOf(await entry.Grader.GradeAsync(context, cancellationToken), context.Item);
        }
        catch (RegexMatchTimeoutException)
        {
            return entry.VerdictOf(Score.Undecided(RegexGrader.Timeout, "Matching a pattern took longer than a second."), context.Item);
        }
        catch (WorkBudgetException e)
        {
            return entry.VerdictOf(
                Score.Undecided(SharedCodes.TooMuchWork, $"Grading this response takes {e.Excess}, so it was given up."),
                context.Item
            );
        }
        catch (Exception e) when (e is not CallNotMadeException)
        {
            // A grader may wrap the cancellation in any exception. A cancellation of its own, such as a time-out, is its error.
            cancellationToken.ThrowIfCancellationRequested();
            return entry.VerdictOf(GraderResult.Failed(Failure.Of(e)), context.Item);
        }
    }

    private static Entry? CreateEntry(
        GraderDefinition declared,
        EvalSet evalSet,
        GraderCatalog catalog,
        FileReadCache cache,
        GraderPrograms programs,
        Problems problems
    )
    {
        var options = declared.Options.ReportingTo(problems);
        var definition = declared with { Options = options };
        options.Has("id");
        options.Has("type");
        var before = problems.Found.Count;
        var when = WhenRule.Read(options, evalSet);
        var items = evalSet.Items.Where(item => Entry.Applies(definition, when, item)).ToList();
        if (items.Count == 0 && evalSet.Items.Count > 0 && problems.Found.Count == before)
            options.Problem(
                options.Has("when") ? "when" : "id",
                $"The grader “{definition.Id}” applies to no item. Mend “when”, or remove the grader."
            );
        var setup = new GraderSetup(definition, evalSet, items, cache, programs, problems);
        var weight = setup.ReadNumber("weight", new NumberRange(0, 1_000_000)) ?? NumberSource.Of(1);
        var passAt = setup.ReadNumber("pass", NumberRange.Shares) ?? NumberSource.Of(1);
        var mustPass = options.Flag("must_pass") ?? false;
        var group = options.Text("group");
        before = problems.Found.Count;
        var grader = catalog.Create(setup);
        if (grader is null && !problems.HasErrors)
            options.Problem("type", $"The grader “{definition.Id}” could not be made, and its kind “{definition.Type}” does not say why.");
        if (grader is not null || problems.Found.Count == before)
            options.RejectUnknownKeys($"a grader of the type “{definition.Type}”");
        return grader is null
            ? null
            : new Entry
            {
                Definition = definition,
                Grader = grader,
                When = when,
                Weight = weight,
                PassAt = passAt,
                MustPass = mustPass,
                Group = group,
                Kind = catalog.Find(definition.Type),
            };
    }

    // A table of points has an entry for each number of graders that can pass.
    private static void CheckGroups(EvalSet evalSet, IReadOnlyList<Entry?> entries, Problems problems)
    {
        foreach (var group in evalSet.Groups.Where(group => group.Points is { Count: > 1 }))
        {
            var members = entries.OfType<Entry>().Where(entry => entry.Group == group.Id && CanCount(entry)).ToList();
            foreach (var item in evalSet.Items)
            {
                var applying = members.Count(entry => entry.AppliesTo(item));
                if (applying == 0 || applying == group.Points!.Count - 1)
                    continue;
                group
                    .Options!.ReportingTo(problems)
                    .Problem(
                        "credit",
                        FormattableString.Invariant(
                            $"The group “{group.Id}” has points for 0 to {group.Points.Count - 1} passed graders, and {applying} of them apply to the item “{item.Id}” ({item.File}:{item.Line}). Give {applying + 1} points, or a “when” to the graders."
                        )
                    );
                break;
            }
        }
    }

    private static bool CanCount(Entry entry) => entry.MustPass || entry.Weight.Literal != 0;

    private static void CheckItems(EvalSet evalSet, Problems problems)
    {
        var ids = evalSet.Graders.Select(grader => grader.Id).ToList();
        foreach (var item in evalSet.Items)
        {
            foreach (var id in item.GraderIds.Where(id => !ids.Contains(id, StringComparer.Ordinal)))
                problems.Add(
                    item.File,
                    item.Line,
                    $"The item “{item.Id}” names the grader “{id}”, which evalset.yaml does not define.{NearestName.Suggest(id, ids)}"
                );
        }
    }
}
