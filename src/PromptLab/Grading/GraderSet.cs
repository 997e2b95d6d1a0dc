using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>All graders of an eval set, and the combination of their scores into an item's score. Thread-safe.</summary>
internal sealed class GraderSet
{
    private const int MaxImmediateLength = 100_000;
    private const int MaxReasonLength = 2000;

    // Options that both old and new versions read, in which a backslash meant itself before.
    private static readonly string[] PathOptions = ["field"];

    private readonly IReadOnlyList<Entry> _entries;
    private readonly ScoreRule _rule;
    private readonly bool _isImmediate;

    private GraderSet(IReadOnlyList<Entry> entries, ScoreRule rule, string hash)
    {
        _entries = entries;
        _rule = rule;
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
    public static GraderSet? Create(EvalSet evalSet, GraderCatalog catalog, FileReadCache cache, Problems problems)
    {
        var found = new Problems();
        CheckItems(evalSet, found);
        var entries = evalSet.Graders.Select(definition => CreateEntry(definition, evalSet, catalog, cache, found)).ToList();
        if (entries.TrueForAll(entry => entry?.Weight == 0))
            found.Add(evalSet.File, null, "Every grader has the weight 0, so no item has a score. Give one a weight above 0.");
        problems.AddRange(found.Found);
        return found.HasErrors ? null : new GraderSet([.. entries.OfType<Entry>()], evalSet.Score, HashOf(evalSet, catalog, cache));
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

    private async Task<ItemGrade> GradeAllAsync(GradingContext context, CancellationToken cancellationToken)
    {
        var verdicts = new List<GraderVerdict>();
        foreach (var entry in _entries.Where(entry => WhenRule.Applies(entry.Definition, entry.When, context.Item)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            verdicts.Add(await GetVerdictAsync(entry, context, cancellationToken));
        }

        return ItemScore.Of(verdicts, _rule);
    }

    private sealed record Entry(GraderDefinition Definition, IGrader Grader, string? When, double Weight, bool MustPass, double PassAt)
    {
        public GraderKind? Kind { get; init; }

        private bool ReadsPart => Definition.Options.Has("extract") || Definition.Options.Has("field");

        public GraderVerdict VerdictOf(GraderResult result) =>
            new()
            {
                Id = Definition.Id,
                Type = Definition.Type,
                Score = result.Score with { Reason = ShortText.Truncate(result.Score.Reason, MaxReasonLength) },
                Pass = result.Score.Value is { } value ? value >= PassAt : null,
                Weight = Weight,
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
            return entry.VerdictOf(await entry.Grader.GradeAsync(context, cancellationToken));
        }
        catch (RegexMatchTimeoutException)
        {
            return entry.VerdictOf(Score.Undecided(RegexGrader.Timeout, "Matching a pattern took longer than a second."));
        }
        catch (WorkBudgetException e)
        {
            return entry.VerdictOf(
                Score.Undecided(SharedCodes.TooMuchWork, $"Grading this response takes {e.Excess}, so it was given up.")
            );
        }
        catch (Exception e) when (e is not CallNotMadeException)
        {
            // A grader may wrap the cancellation in any exception. A cancellation of its own, such as a time-out, is its error.
            cancellationToken.ThrowIfCancellationRequested();
            return entry.VerdictOf(GraderResult.Failed(Failure.Of(e)));
        }
    }

    private static Entry? CreateEntry(
        GraderDefinition declared,
        EvalSet evalSet,
        GraderCatalog catalog,
        FileReadCache cache,
        Problems problems
    )
    {
        var options = declared.Options.ReportingTo(problems);
        var definition = declared with { Options = options };
        options.Has("id");
        options.Has("type");
        var when = options.Text("when");
        var weight = options.Number("weight", 0, 1_000_000) ?? 1;
        var mustPass = options.Flag("must_pass") ?? false;
        var passAt = options.Number("pass", 0, 1) ?? 1;
        var items = evalSet.Items.Where(item => WhenRule.Applies(definition, when, item)).ToList();
        if (items.Count == 0 && evalSet.Items.Count > 0)
            options.Problem(
                when is null ? "id" : "when",
                $"The grader “{definition.Id}” applies to no item. Mend “when”, or remove the grader."
            );
        var before = problems.Found.Count;
        var grader = catalog.Create(new GraderSetup(definition, evalSet, items, cache, problems));
        if (grader is null && !problems.HasErrors)
            options.Problem("type", $"The grader “{definition.Id}” could not be made, and its kind “{definition.Type}” does not say why.");
        if (grader is not null || problems.Found.Count == before)
            options.RejectUnknownKeys($"a grader of the type “{definition.Type}”");
        return grader is null
            ? null
            : new Entry(definition, grader, when, weight, mustPass, passAt) { Kind = catalog.Find(definition.Type) };
    }

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

    private static string HashOf(EvalSet evalSet, GraderCatalog catalog, FileReadCache cache)
    {
        var content = new JsonObject
        {
            ["graders"] = new JsonArray([.. evalSet.Graders.Select(grader => grader.Options.Json())]),
            ["schemas"] = new JsonArray([
                .. evalSet
                    .Graders.Where(grader => !grader.Options.IsMap("schema")) // a schema written there is part of the definition
                    .Select(grader => grader.Options.Text("schema"))
                    .OfType<string>()
                    .Select(file => JsonValue.Create(ContentHash.OfText(cache.ReadText(Path.Combine(evalSet.Folder, file), file)))),
            ]),
            ["combine"] = evalSet.Score.Combine.ToString(),
            ["pass"] = evalSet.Score.PassAt,
        };
        // Revision 1 is left out, so that hashes from before revisions remain valid.
        var revisions = evalSet
            .Graders.Select(grader => catalog.Find(grader.Type))
            .OfType<GraderKind>()
            .Where(kind => kind.Revision > 1)
            .DistinctBy(kind => kind.Name)
            .Select(kind => KeyValuePair.Create(kind.Name, (JsonNode?)JsonValue.Create(kind.Revision)))
            .ToList();
        if (evalSet.Graders.Any(grader => ExtractReader.HasNumber(grader.Options)))
            revisions.Add(KeyValuePair.Create("extract:last-number", (JsonNode?)JsonValue.Create(ExtractReader.NumberRevision)));
        if (evalSet.Graders.Any(grader => PathOptions.Any(key => HasEscape(grader.Options.Json(key)))))
            revisions.Add(KeyValuePair.Create("path-escapes", (JsonNode?)JsonValue.Create(JsonPath.EscapeRevision)));
        if (evalSet.Graders.Any(grader => ExtractReader.HasReading(grader.Options)))
            revisions.Add(KeyValuePair.Create("reading", (JsonNode?)JsonValue.Create(ExtractReader.ReadingRevision)));
        if (revisions.Count > 0)
            content["revisions"] = new JsonObject(revisions);
        return ContentHash.Of(content);
    }

    private static bool HasEscape(JsonNode? path) =>
        path is not null && CanonicalJson.TextOf(path).Contains('\\', StringComparison.Ordinal);
}
