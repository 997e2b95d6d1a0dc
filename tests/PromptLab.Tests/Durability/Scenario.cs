using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>One writing command in a project where it has something to do.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Command">The words of the command, as in <c>CommandTree</c>.</param>
/// <param name="Arguments">The command line.</param>
internal sealed record Scenario(string Name, string Command, params string[] Arguments)
{
    /// <summary>Which other scenarios may change the same files at once: those of the same subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Commands that are run before.</summary>
    public string[][] Before { get; init; } = [];

    /// <summary>What is edited before.</summary>
    public Action<TestBench>? Edit { get; init; }

    /// <summary>What a person calls after a kill, in order, until one succeeds; the same command line by default.</summary>
    public string[][] Repeats
    {
        get => field.Length == 0 ? [Arguments] : field;
        init;
    } = [];

    public override string ToString() => Name;
}

/// <summary>Every writing command, and those that write nothing.</summary>
internal static class Scenarios
{
    private const string Prompt = "a prompt";
    private const string Scoreboard = "the scoreboard";

    private static readonly string[] RunV3 = ["run", "--prompt", "triage@v3", "--evalset", "tickets", "--split", "dev"];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("init", "init", "init", "--name", "queue") { Subject = "a new prompt and its eval set" },
        new("new", "new", "new", "intake") { Subject = "another prompt" },
        new("new --from", "new", "new", "triage", "--from", "triage@v1")
        {
            Subject = Prompt,
            Edit = bench => File.Delete(Path.Combine(bench.Folder, "prompts/triage/draft.prompt.md")),
        },
        new("freeze", "freeze", "freeze", "triage", "--hypothesis", "h", "--allow-many", "both") { Subject = Prompt },
        new("freeze a split draft", "freeze", "freeze", "triage@draft-1", "--hypothesis", "h")
        {
            Subject = Prompt,
            Before =
            [
                ["split-draft", "triage"],
            ],
        },
        new("freeze the first version", "freeze", "freeze", "intake", "--hypothesis", "h")
        {
            Subject = "another prompt",
            Before =
            [
                ["new", "intake"],
            ],
        },
        new("freeze --undo", "freeze", "freeze", "triage", "--undo")
        {
            Subject = Prompt,
            Before =
            [
                ["freeze", "triage", "--hypothesis", "h", "--allow-many", "both"],
            ],
        },
        new("split-draft", "split-draft", "split-draft", "triage") { Subject = Prompt },
        new("revert-section", "revert-section", "revert-section", "triage@v3", "task", "--to", "v1")
        {
            Subject = Prompt,
            Edit = bench => File.Delete(Path.Combine(bench.Folder, "prompts/triage/draft.prompt.md")),
        },
        new("label", "label", "label", "triage@v3", "baseline") { Subject = Prompt },
        new("label, a new one", "label", "label", "triage@v3", "staging") { Subject = Prompt },
        new("promote", "promote", "promote", "triage@v3", "production", "--force", "better") { Subject = Prompt },
        new("rollback", "rollback", "rollback", "triage", "production") { Subject = Prompt },
        new("renumber", "renumber", "renumber", "triage@v3")
        {
            Subject = "a prompt in conflict",
            Edit = bench => MergedVersion.Write(bench, "triage", "v3", "Take 3 words.", "Take 33 words."),
        },
        new("split-evalset", "split-evalset", "split-evalset", "loose") { Subject = "an eval set" },
        new("split-evalset --salt", "split-evalset", "split-evalset", "loose", "--salt", "other") { Subject = "an eval set" },
        new("split-evalset --retire", "split-evalset", "split-evalset", "tickets", "--retire", "spent") { Subject = "a spent holdout" },
        new("record", "record", "record", "triage@v1", "--out", "recordings/all.jsonl") { Subject = "a recording" },
        new("record another run", "record", "record", "triage@v2", "--out", "recordings/all.jsonl") { Subject = "a recording" },
        new("run", "run", RunV3)
        {
            Subject = Scoreboard,
            Repeats =
            [
                ["run", "--resume"],
                RunV3,
            ],
        },
        new("grade", "grade", "grade", "triage@v1") { Subject = Scoreboard },
        new("confirm", "confirm", "confirm", "triage@v3", "--against", "v2", "--evalset", "tickets", "--model", "main")
        {
            Subject = "a holdout",
        },
    ];

    /// <summary>Commands that change no file of the project, as they are called here.</summary>
    public static IReadOnlyDictionary<string, string[]> Readers { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["board"] = ["board", "triage"],
            ["cache stats"] = ["cache", "stats"],
            ["check"] = ["check"],
            ["compare"] = ["compare", "triage@v1", "triage@v2"],
            ["completion"] = ["completion", "bash"],
            ["diagnose"] = ["diagnose", "triage@v1"],
            ["failures"] = ["failures", "triage@v1"],
            ["diff"] = ["diff", "triage@v1", "triage@v2"],
            ["gate"] = ["gate", "--run", "triage@v1", "--gate", "metric: pass_rate, min: 0.1"],
            ["log"] = ["log", "triage"],
            ["models"] = ["models"],
            ["models test"] = ["models", "test", "main"],
            ["show"] = ["show", "triage@v1"],
            ["status"] = ["status", "triage"],
        };

    /// <summary>Commands whose file is not ours to write, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Elsewhere { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["cache clear"] = "SQLite deletes in one transaction." };
}
