using System.Text.Json.Nodes;
using PromptLab.Tests.Grading.Programs;

namespace PromptLab.Tests.Cli;

/// <summary>A program grades what a run asks, what is graded again, and what a look at the holdout asks.</summary>
public sealed class GraderProgramTests : IDisposable
{
    private static readonly string Right = ProgramBench.Answering("{\"id\":%s,\"score\":1}");

    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task One_process_grades_a_run_and_a_later_grade_starts_another()
    {
        await WriteAsync("echo started >> starts.txt\n" + Right);

        Assert.Equal(0, (await _bench.RunAsync("run")).Exit);
        Assert.Equal("started\n", _bench.Read("starts.txt"));
        Assert.Equal(["pass", "pass", "pass", "pass"], Results().Select(line => (string?)line["status"]));

        Assert.Equal(0, (await _bench.RunAsync("grade", RunId())).Exit);
        Assert.Equal("started\nstarted\n", _bench.Read("starts.txt"));
    }

    [Fact]
    public async Task Check_and_a_dry_run_start_nothing()
    {
        await WriteAsync("echo started > starts.txt");

        Assert.Equal(0, (await _bench.RunAsync("check")).Exit);
        Assert.Equal(0, (await _bench.RunAsync("run", "--dry-run")).Exit);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "starts.txt")));
    }

    [Fact]
    public async Task A_crash_is_an_error_of_the_grader_with_its_item_undecided_and_the_others_graded()
    {
        await WriteAsync(ProgramBench.Answering("{\"id\":%s,\"score\":1}", "case $line in *'message 3'*) echo boom >&2; exit 7;; esac"));

        await _bench.RunAsync("run");

        Assert.Equal(3, Results().Count(line => (string?)line["status"] == "pass"));
        var other = Results().Single(line => (string?)line["status"] != "pass");
        Assert.Equal(("t-03", "undecided"), ((string?)other["item_id"], (string?)other["status"]));
        Assert.Contains("ended with exit code 7. Its last line on stderr: boom", other.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_program_is_refused_at_its_line_before_anything_is_sent()
    {
        await WriteAsync(Right);
        _bench.Write(
            "evalsets/tickets/evalset.yaml",
            _bench.Read("evalsets/tickets/evalset.yaml").Replace("program: tone", "program: tnoe", StringComparison.Ordinal)
        );

        var result = await _bench.RunAsync("run");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "evalsets/tickets/evalset.yaml:5: promptlab.yaml names no program “tnoe”. Did you mean “tone”?",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "asked.txt")));
    }

    [Theory]
    [InlineData("{ command: sh tone.sh }", "“command” as a list")]
    [InlineData("{ commnd: [sh] }", "command")]
    [InlineData("{ command: [sh], env: [KEY=1] }", "takes the name of an environment variable")]
    [InlineData("{ command: [sh], timeout_seconds: 0 }", "timeout_seconds")]
    [InlineData("{ command: [sh], concurrency: 65 }", "concurrency")]
    [InlineData("{ command: [sh], shell: true }", "“shell” is not known in the program “tone”.")]
    [InlineData("sh tone.sh", "“tone” takes a mapping")]
    [InlineData("", "The program “tone” has no command.")]
    public async Task A_wrong_program_is_refused(string program, string message)
    {
        await WriteAsync(Right);
        _bench.Write(
            "promptlab.yaml",
            _bench.Read("promptlab.yaml").Replace("tone: { command: [sh, tone.sh] }", $"tone: {program}", StringComparison.Ordinal)
        );

        var result = await _bench.RunAsync("run");

        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("promptlab.yaml:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_the_program_and_the_kept_responses_are_graded_by_resume_without_asking_again()
    {
        await WriteAsync(ProgramBench.Answering("{\"id\":%s,\"score\":1}", "if [ -f hang ]; then touch graded.txt; sleep 1000; fi"));
        _bench.Write("hang", "");
        using var stopping = new CancellationTokenSource();
        var running = _bench.RunAsync("", stopping.Token, "run");
        while (!File.Exists(Path.Combine(_bench.Folder, "graded.txt")))
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await stopping.CancelAsync();
        await running;
        File.Delete(Path.Combine(_bench.Folder, "hang"));
        Assert.Empty(Results());

        var resumed = await _bench.RunAsync("run", "--resume");

        Assert.True(resumed.Exit == 0, resumed.Error);
        Assert.Equal(["pass", "pass", "pass", "pass"], Results().Select(line => (string?)line["status"]));
        Assert.Equal(
            ["message 1", "message 2", "message 3", "message 4"],
            _bench.Read("asked.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_look_at_the_holdout_is_graded_and_nothing_that_the_program_writes_of_it_is_kept_or_shown()
    {
        await WriteAsync(
            ProgramBench.Answering(
                "{\"id\":%s,\"score\":1,\"reason\":\"LEAKED\"}",
                "case $line in *'message 40'*) echo LEAKED >&2; exit 7;; *'message 39'*) echo LEAKED; continue;; esac"
            ),
            "id,split,message,expected\n"
                + string.Concat(
                    Enumerable
                        .Range(1, 40)
                        .Select(i => FormattableString.Invariant($"t-{i:00},{(i <= 20 ? "dev" : "holdout")},message {i},yes\n"))
                )
        );
        SmallProject.WriteDraft(_bench, "Say yes or no, and no more.", parent: "v1");
        Assert.Equal(0, (await _bench.RunAsync("freeze", "triage", "--hypothesis", "Shorter.")).Exit);
        Assert.Equal(0, (await _bench.RunAsync("run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets")).Exit);
        File.Delete(Path.Combine(_bench.Folder, "asked.txt"));
        foreach (var run in Directory.GetDirectories(Path.Combine(_bench.Folder, "results/runs")))
            Directory.Delete(run, recursive: true);

        var result = await _bench.RunAsync("confirm", "triage@v2", "--against", "triage@v1");

        Assert.Equal(3, result.Exit);
        Assert.Contains("2 of 20 pairs have no verdict on one side", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("LEAKED", result.Out + result.Error, StringComparison.Ordinal);
        var files = Directory.GetFiles(Path.Combine(_bench.Folder, "results"), "*", SearchOption.AllDirectories);
        Assert.All(files, file => Assert.DoesNotContain("LEAKED", File.ReadAllText(file), StringComparison.Ordinal));
    }

    private string RunId() => Path.GetFileName(Directory.GetDirectories(Path.Combine(_bench.Folder, "results/runs"))[0]);

    private List<JsonNode> Results() => ResultsOf(0);

    private List<JsonNode> ResultsOf(int run)
    {
        var folder = Directory.GetDirectories(Path.Combine(_bench.Folder, "results/runs")).Order(StringComparer.Ordinal).ElementAt(run);
        var journal = Path.Combine(folder, "items.jsonl");
        return File.Exists(journal) ? [.. File.ReadAllLines(journal).Select(line => JsonNode.Parse(line)!)] : [];
    }

    private async Task WriteAsync(string script, string? items = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are shell scripts.");
        await SmallProject.WriteAsync(_bench, "http://127.0.0.1:9");
        _bench.Write("tone.sh", script + "\n");
        _bench.Write(
            "app.sh",
            "while IFS= read -r line; do id=${line#*:}; id=${id%%,*}; printf '%s\\n' \"$line\" | sed 's/.*\\(message [0-9]*\\).*/\\1/' >> asked.txt; "
                + "printf '{\"id\":%s,\"text\":\"yes\"}\\n' \"$id\"; done\n"
        );
        if (items is not null)
            _bench.Write("evalsets/tickets/items.csv", items);
        _bench.Write(
            "evalsets/tickets/evalset.yaml",
            $$"""
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            {{(items is null ? "graders:" : "splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }\ngraders:")}}
              - { id: tone, type: exec, program: tone }
            """
        );
        _bench.Write(
            "promptlab.yaml",
            """
            schema: promptlab/config@1
            providers:
              app: { kind: exec, command: [sh, app.sh] }
            models:
              main: { provider: app, id: small }
            programs:
              tone: { command: [sh, tone.sh] }
            run: { model: main, concurrency: 2 }
            experiments:
              all: { prompts: [triage@v1], evalset: tickets }
            """
        );
    }
}
