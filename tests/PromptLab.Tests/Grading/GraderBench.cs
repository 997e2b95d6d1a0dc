using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Grading.Programs;
using PromptLab.Models;
using PromptLab.Programs;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Grading;

/// <summary>Graders made the way a run makes them: from an <c>evalset.yaml</c> with items beside it.</summary>
internal static class GraderBench
{
    private static readonly Dictionary<string, string> NoFiles = [];

    // One that can't be started: a grader of it has its options, and an error for every response.
    private static readonly GraderPrograms Programs = new(
        new Dictionary<string, ProgramDefinition>(StringComparer.Ordinal)
        {
            ["tone"] = new("tone", new ProgramCommand(["./no-such-program"], Path.GetTempPath())) { Version = "1" },
        },
        isAllowed: true,
        TimeProvider.System
    );

    /// <summary>An item as a line of <c>items.jsonl</c>.</summary>
    public static string Item(string expected, string id = "a") =>
        $$"""{"id": "{{id}}", "input": {"message": "hello"}, "expected": {{expected}}}""";

    /// <summary>The graders of an eval set without errors, and its items.</summary>
    /// <param name="graders">The text of <c>evalset.yaml</c> from line 4 on.</param>
    /// <param name="items">The lines of <c>items.jsonl</c>.</param>
    public static (GraderSet Graders, IReadOnlyList<EvalItem> Items) Make(string graders, params string[] items)
    {
        var (made, all, problems) = Read(GraderCatalog.BuiltIn, graders, NoFiles, items);
        Assert.Equal("", problems);
        Assert.NotNull(made);
        return (made, all);
    }

    /// <summary>The graders of an eval set that may name kinds of a host's, and its items.</summary>
    public static (GraderSet Graders, IReadOnlyList<EvalItem> Items) Make(GraderCatalog catalog, string graders, params string[] items)
    {
        var (made, all, problems) = Read(catalog, graders, NoFiles, items);
        Assert.Equal("", problems);
        Assert.NotNull(made);
        return (made, all);
    }

    /// <summary>The graders of an eval set with schema files beside it.</summary>
    public static GraderSet MakeWith(IReadOnlyDictionary<string, string> files, string graders, params string[] items)
    {
        var (made, _, problems) = Read(GraderCatalog.BuiltIn, graders, files, items);
        Assert.Equal("", problems);
        Assert.NotNull(made);
        return made;
    }

    /// <summary>What is wrong with an eval set, a line for each problem.</summary>
    public static string Problems(string graders, params string[] items)
    {
        var (made, _, problems) = Read(GraderCatalog.BuiltIn, graders, NoFiles, items);
        Assert.Null(made);
        return problems;
    }

    /// <summary>What is wrong with an eval set that may name kinds of a host's.</summary>
    public static string Problems(GraderCatalog catalog, string graders, params string[] items)
    {
        var (made, _, problems) = Read(catalog, graders, NoFiles, items);
        Assert.Null(made);
        return problems;
    }

    /// <summary>What one grader, defined on line 5, is warned of.</summary>
    public static string WarningsOf(string grader, params string[] items)
    {
        var (made, _, problems) = Read(GraderCatalog.BuiltIn, One(grader), NoFiles, items);
        Assert.NotNull(made);
        return problems;
    }

    /// <summary>What is wrong with one grader, defined on line 5.</summary>
    public static string ProblemsOf(string grader, params string[] items) => Problems(One(grader), items);

    /// <summary>The score that one grader gives a response to the item with the expected answer.</summary>
    /// <param name="grader">Type and options, as they stand between the braces of a YAML mapping.</param>
    /// <param name="response">What the model said.</param>
    /// <param name="expected">The expected answer, in JSON.</param>
    public static async Task<Score> ScoreAsync(string grader, string response, string expected = "\"billing\"")
    {
        var (graders, items) = Make(One(grader), Item(expected));
        return (await GradeAsync(graders, items[0], response)).Verdicts[0].Score;
    }

    /// <summary>The code of the score, after its value: <c>1 equals.same</c>.</summary>
    public static async Task<string> CodeAsync(string grader, string response, string expected = "\"billing\"")
    {
        var score = await ScoreAsync(grader, response, expected);
        return FormattableString.Invariant($"{(score.Value is { } value ? value : "?")} {score.Code}");
    }

    /// <summary>Judges a response.</summary>
    public static async Task<ItemGrade> GradeAsync(GraderSet graders, EvalItem item, string response) =>
        await graders.GradeAsync(
            new GradingContext { Item = item, Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, response)) },
            TestContext.Current.CancellationToken
        );

    /// <summary>The options without which a built-in grader can't be made, for an item that expects “5”.</summary>
    public static string LeastOptions(string type) =>
        type switch
        {
            "regex" or "not-regex" => "pattern: x",
            "label" => "labels: ['5', '6']",
            "choice" => "value: B",
            "json-field" or "not-json-field" => "field: a, equals: x",
            "levenshtein" or "token-f1" or "rouge" or "bleu" => "pass: 0.5",
            "refusal" => "value: true",
            "forbidden" => "words: [x]",
            "language" => "value: de",
            "count" => "what: words, max: 3",
            "json-schema" => "schema: { type: object }",
            "json-f1" => "value: { a: 1 }",
            "function-call" or "tool-calls" => "value: none",
            "max-words" or "min-words" or "max-chars" => "value: 3",
            "latency" => "max_ms: 10",
            "cost" => "max_usd: 1",
            "tokens" => "max: 10",
            "model" => "value: m",
            "exec" => "program: tone",
            "precomputed" => "column: rating, by: Anna",
            "instructions" => "instructions: [no-comma]",
            _ => "weight: 1",
        };

    /// <summary>One grader, as the text of <c>evalset.yaml</c> from line 4 on.</summary>
    public static string One(string grader) => $"graders:\n  - {{ id: right, {grader} }}\n";

    private static (GraderSet? Graders, IReadOnlyList<EvalItem> Items, string Problems) Read(
        GraderCatalog catalog,
        string graders,
        IReadOnlyDictionary<string, string> files,
        string[] items
    )
    {
        using var bench = new TestBench();
        bench.Write("evalsets/t/evalset.yaml", "schema: promptlab/evalset@1\nname: t\ndata: items.jsonl\n" + graders);
        bench.Write("evalsets/t/items.jsonl", string.Join('\n', items) + "\n");
        foreach (var (name, text) in files)
            bench.Write($"evalsets/t/{name}", text);
        var problems = new Problems();
        var evalSet = new EvalSetLibrary(Path.Combine(bench.Folder, "evalsets"), "evalsets").Resolve("t", problems);
        var made = evalSet is null ? null : GraderSet.Create(evalSet, catalog, new FileReadCache(), Programs, problems);
        return (made, evalSet?.Items ?? [], string.Join('\n', problems.Found));
    }
}
