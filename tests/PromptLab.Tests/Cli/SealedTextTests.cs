using System.Text;
using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// No text of the holdout is in what any command says or in any file but those that hold it to be asked; and no figure of a look
/// before it has ended. Goes through the list of commands, so that a new one needs a row here.
/// </summary>
public sealed class SealedTextTests
{
    private const string Text = "SEALEDTEXT";
    private const string Answer = "SEALEDNO";
    private const string Run = "RUN";
    private const string BaselineRun = "BASELINE_RUN";

    // What each command is asked; RUN is the candidate's run of the look, and ~ a space within a word.
    internal static IReadOnlyDictionary<string, string[]> Calls { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["init"] = ["init --name another"],
            ["run"] =
            [
                "run --prompt triage@v3 --evalset tickets --split holdout --dry-run",
                "run --prompt triage@v3 --evalset tickets --items t-3*",
                $"run --resume {Run}",
            ],
            ["board"] = ["board"],
            ["compare"] =
            [
                $"compare {BaselineRun} {Run}",
                $"compare {BaselineRun} {Run} --csv items.csv",
                $"compare {BaselineRun} {Run} --markdown",
                "compare triage@v1 triage@v2",
            ],
            ["confirm"] = ["confirm triage@v3 --against triage@v1 --dry-run"],
            ["failures"] = ["failures triage@v2 --limit 100", $"failures {Run} --limit 100", "failures triage@v2 --item t-27"],
            ["completion"] = ["completion bash"],
            ["diagnose"] = [$"diagnose {Run}", $"diagnose {Run} --csv failing.csv", $"diagnose {Run} --markdown", "diagnose triage@v2"],
            ["status"] = ["status triage"],
            ["gate"] =
            [
                $"gate --run {Run} --gate metric:~pass_rate,~min:~0.1",
                $"gate --run {Run} --gate metric:~pass_rate,~min:~0.1 --junit junit.xml",
                $"gate --run {Run} --gate metric:~pass_rate,~min:~0.1 --markdown",
                $"gate --run {Run} --gate metric:~pass_rate,~min:~0.1 --github",
            ],
            ["grade"] = [$"grade {Run}"],
            ["check"] = ["check", "check --ci", "check --sarif check.sarif"],
            ["split-evalset"] = ["split-evalset tickets --dry-run"],
            ["new"] = ["new triage --from triage@v2"],
            ["show"] = ["show triage@v2", "show triage@v2 --item t-27", "show triage@v2 --item t-27 --evalset tickets"],
            ["diff"] = ["diff triage@v1 triage@v2"],
            ["freeze"] = ["freeze triage --hypothesis none"],
            ["renumber"] = ["renumber triage@v2"],
            ["split-draft"] = ["split-draft triage"],
            ["revert-section"] = ["revert-section triage@v3 task --to v1"],
            ["log"] = ["log triage"],
            ["label"] = ["label triage@v1 baseline"],
            ["promote"] = ["promote triage@v2 staging"],
            ["rollback"] = ["rollback triage staging"],
            ["models"] = ["models"],
            ["models test"] = ["models test main"],
            ["record"] = [$"record {Run} --to recording.jsonl"],
            ["cache stats"] = ["cache stats"],
            ["cache clear"] = ["cache clear --yes"],
        };

    [Fact]
    public void Every_command_has_a_row() =>
        Assert.Equal(CommandTree.All.Keys.Order(StringComparer.Ordinal), Calls.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task No_command_and_no_file_shows_a_text_or_an_answer_of_the_holdout()
    {
        await using var bench = await CreateAsync();
        var look = await bench.ConfirmAsync("triage@v2", "--against", "triage@v1");
        var run = await bench.Project.TryAsync("run", "--prompt", "triage@v3", "--evalset", "tickets", "--split", "holdout", "dev");

        var resumed = await bench.Project.TryAsync("run", "--resume");

        Assert.Equal((0, 3, 0), (look.Exit, run.Exit, resumed.Exit));
        AssertSealed("confirm", look);
        AssertSealed("run", run);
        AssertSealed("run --resume", resumed);
        await AssertEveryCommandSealedAsync(bench);
        foreach (var (name, text) in FilesOf(bench))
        {
            Assert.False(text.Contains(Text, StringComparison.Ordinal), $"{name} holds a text of the holdout.");
            if (!HoldsAnswers(name))
                Assert.False(text.Contains(Answer, StringComparison.Ordinal), $"{name} holds an answer to an item of the holdout.");
        }
    }

    [Fact]
    public async Task An_open_look_shows_no_figure_in_any_command_or_file()
    {
        await using var bench = await CreateAsync();
        var look = await bench.ConfirmAsync("triage@v2", "--against", "triage@v1", "--max-requests", "30");

        Assert.Equal(3, look.Exit);
        await AssertEveryCommandSealedAsync(bench);
        foreach (
            var run in Directory
                .EnumerateDirectories(Path.Combine(bench.Project.Bench.Folder, "results/runs"))
                .Where(run => IsOfLook(bench, run))
        )
        {
            Assert.True(File.ReadLines(Path.Combine(run, "calls.jsonl")).Count() > 10);
            Assert.All(File.ReadLines(Path.Combine(run, "items.jsonl")), line => Assert.Equal("error", Status(line)));
            Assert.DoesNotContain("\"pass\":", File.ReadAllText(Path.Combine(run, "calls.jsonl")), StringComparison.Ordinal);
        }

        foreach (
            var command in new[]
            {
                $"compare {BaselineRun} {Run}",
                $"gate --run {Run} --gate metric:~pass_rate,~min:~0.1",
                $"diagnose {Run}",
                $"grade {Run}",
            }
        )
        {
            var said = await bench.Project.TryAsync(ArgumentsOf(bench, command));
            Assert.NotEqual(0, said.Exit);
            Assert.DoesNotMatch("[0-9]+([.][0-9]+)?%", said.Out.Replace("95%", "", StringComparison.Ordinal));
        }
    }

    private static async Task AssertEveryCommandSealedAsync(HoldoutBench bench)
    {
        foreach (var (name, calls) in Calls)
        {
            foreach (var call in calls)
            {
                AssertSealed(call, await bench.Project.TryAsync(ArgumentsOf(bench, call)));
                if (CommandTree.All[name].Options.Any(option => option.Name == "--json"))
                    AssertSealed(call + " --json", await bench.Project.TryAsync([.. ArgumentsOf(bench, call), "--json"]));
            }
        }
    }

    private static void AssertSealed(string call, CommandResult said)
    {
        foreach (var mark in new[] { Text, Answer })
            Assert.False(
                (said.Out + said.Error).Contains(mark, StringComparison.Ordinal),
                $"promptlab {call} shows {mark}:\n{said.Out}{said.Error}"
            );
    }

    // Item 40 fails once for v3, and the provider sends back what it was asked.
    private static async Task<HoldoutBench> CreateAsync()
    {
        var bench = await HoldoutBench.CreateAsync(3, (_, _) => true);
        bench.Project.Answer = question =>
            question is { Version: 3, Item: 40, Time: 1 } ? null
            : question.Version > 1 || question.Item > 28 ? "yes"
            : question.Item > 20 ? $"{Answer} {question.Item}"
            : "no";
        bench.Project.ErrorBody = asked =>
            new JsonObject { ["error"] = new JsonObject { ["message"] = $"Not allowed: {asked}" } }.ToJsonString();
        bench.WriteItems(i => i > 20 ? $"the {Text} number {i}" : $"message {i}");
        await bench.Project.RunAsync("triage@v1 triage@v2", "--split", "dev");
        return bench;
    }

    internal static string[] ArgumentsOf(HoldoutBench bench, string call)
    {
        var look = bench.Lines().First(line => line["kind"]!.GetValue<string>() == "look");
        return
        [
            .. call.Split(' ')
                .Select(word =>
                    word switch
                    {
                        Run => look["run_id"]!.GetValue<string>(),
                        BaselineRun => look["baseline_run_id"]!.GetValue<string>(),
                        _ => word.Replace('~', ' '),
                    }
                ),
        ];
    }

    private static bool IsOfLook(HoldoutBench bench, string folder) =>
        bench
            .Lines()
            .Any(line =>
                Path.GetFileName(folder) is var id
                && (id == line["run_id"]?.GetValue<string>() || id == line["baseline_run_id"]?.GetValue<string>())
            );

    private static string? Status(string line) => JsonNode.Parse(line)!["status"]!.GetValue<string>();

    // All files but the eval set's own items.
    private static IEnumerable<(string Name, string Text)> FilesOf(HoldoutBench bench) =>
        Directory
            .EnumerateFiles(bench.Project.Bench.Folder, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(bench.Project.Bench.Folder, path), Path: path))
            .Where(file => file.Name != Path.Combine("evalsets", "tickets", "items.csv"))
            .Select(file => (file.Name, Encoding.UTF8.GetString(File.ReadAllBytes(file.Path))));

    // The answers are paid for: they are kept where a run goes on from and a grader judges them, and in the response cache.
    private static bool HoldsAnswers(string name) =>
        Path.GetFileName(name) is "items.jsonl" or "calls.jsonl" or "recording.jsonl" || name.Contains("cache", StringComparison.Ordinal);
}
