using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>All graders of an eval set, and how their scores become an item's. Thread-safe.</summary>
public sealed class GraderSet
{
    private readonly IReadOnlyList<Entry> _entries;
    private readonly ScoreRule _rule;

    private GraderSet(IReadOnlyList<Entry> entries, ScoreRule rule, string hash, bool isImmediate)
    {
        _entries = entries;
        _rule = rule;
        Hash = hash;
        IsImmediate = isImmediate;
    }

    /// <summary><c>sha256:</c> over the definitions, the files that they name, and the way of combining scores.</summary>
    public string Hash { get; }

    /// <summary>True where every grader judges at once; then a response and its grade are kept together.</summary>
    public bool IsImmediate { get; }

    /// <summary>Makes the graders of an eval set and checks them against every item; null with problems noted where one is wrong.</summary>
    public static GraderSet? Create(EvalSet evalSet, Problems problems)
    {
        var found = new Problems();
        CheckItems(evalSet, found);
        var entries = evalSet.Graders.Select(definition => EntryOf(definition, evalSet, found)).ToList();
        if (entries.TrueForAll(entry => entry?.Weight == 0))
            found.Add(evalSet.File, null, "Every grader has the weight 0, so no item has a score. Give one a weight above 0.");
        problems.AddRange(found.Found);
        // Every grader of the catalogue is one that reads the response and decides.
        return found.HasErrors ? null : new GraderSet([.. entries.OfType<Entry>()], evalSet.Score, HashOf(evalSet), isImmediate: true);
    }

    /// <summary>The same set with other graders in the places of its own.</summary>
    internal GraderSet With(Func<IGrader, IGrader> other)
    {
        var entries = _entries.Select(entry => entry with { Grader = other(entry.Grader) }).ToList();
        return new GraderSet(entries, _rule, Hash, entries.TrueForAll(entry => entry.Grader.IsImmediate));
    }

    /// <summary>Judges a response with every grader that applies to its item.</summary>
    public async ValueTask<ItemGrade> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var verdicts = new List<GraderVerdict>();
        foreach (var entry in _entries.Where(entry => WhenRule.Applies(entry.Definition, entry.When, item)))
            verdicts.Add(entry.VerdictOf(await ScoreAsync(entry.Grader, item, response, cancellationToken)));
        return ItemScore.Of(verdicts, _rule);
    }

    private sealed record Entry(GraderDefinition Definition, IGrader Grader, string? When, double Weight, bool MustPass, double PassAt)
    {
        public GraderVerdict VerdictOf(Score score) =>
            new()
            {
                Id = Definition.Id,
                Type = Definition.Type,
                Score = score,
                Pass = score.Value is { } value ? value >= PassAt : null,
                Weight = Weight,
                MustPass = MustPass,
            };
    }

    private static async ValueTask<Score> ScoreAsync(
        IGrader grader,
        EvalItem item,
        ChatResponse response,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await grader.GradeAsync(item, response, cancellationToken);
        }
        catch (RegexMatchTimeoutException)
        {
            return Score.Undecided("regex.timeout", "Matching a pattern took longer than a second.");
        }
    }

    private static Entry? EntryOf(GraderDefinition read, EvalSet evalSet, Problems problems)
    {
        var options = read.Options.ReportingTo(problems);
        var definition = read with { Options = options };
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
        var grader = GraderCatalog.Create(new GraderSetup(definition, evalSet, items, problems));
        if (grader is not null || problems.Found.Count == before)
            options.RefuseOtherKeys($"a grader of the type “{definition.Type}”");
        return grader is null ? null : new Entry(definition, grader, when, weight, mustPass, passAt);
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

    private static string HashOf(EvalSet evalSet) =>
        ContentHash.Of(
            new JsonObject
            {
                ["graders"] = new JsonArray([.. evalSet.Graders.Select(grader => grader.Options.Json())]),
                ["schemas"] = new JsonArray([
                    .. evalSet
                        .Graders.Select(grader => grader.Options.Text("schema"))
                        .OfType<string>()
                        .Select(file => JsonValue.Create(ContentHash.OfText(TextFile.Read(Path.Combine(evalSet.Folder, file), file)))),
                ]),
                ["combine"] = evalSet.Score.Combine.ToString(),
                ["pass"] = evalSet.Score.PassAt,
            }
        );
}
