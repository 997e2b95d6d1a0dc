using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.Tests.Grading.Programs;

/// <summary>A program gives the verdict. Whatever it does wrong is an error of the grader, never a wrong answer.</summary>
public sealed class ExecGraderTests
{
    [Fact]
    public async Task The_score_the_code_the_reason_and_the_metrics_are_those_of_the_program()
    {
        using var bench = new ProgramBench(
            ProgramBench.Answering(
                "{\"id\":%s,\"score\":0.25,\"code\":\"too-rude\",\"reason\":\"It says damn.\",\"metrics\":{\"warmth\":0.5}}"
            )
        );

        var verdict = await bench.GradeAsync();

        Assert.Null(verdict.Error);
        Assert.Equal((0.25, "exec.too-rude", "It says damn."), (verdict.Score.Value, verdict.Score.Code, verdict.Score.Reason));
        Assert.Equal([KeyValuePair.Create("warmth", 0.5)], verdict.Score.Metrics!);
        Assert.False(verdict.Pass);
    }

    [Theory]
    [InlineData("1", 1.0, "exec.right", "The program “tone” gave 1.")]
    [InlineData("1e0", 1.0, "exec.right", "The program “tone” gave 1.")]
    [InlineData("0", 0.0, "exec.wrong", "The program “tone” gave 0.")]
    [InlineData("null", null, "exec.undecided", "The program “tone” could not decide.")]
    public async Task Without_a_code_and_a_reason_the_score_says_enough(string score, double? value, string code, string reason)
    {
        using var bench = new ProgramBench(ProgramBench.Answering($"{{\"id\":%s,\"score\":{score}}}"));

        var verdict = await bench.GradeAsync();

        Assert.Null(verdict.Error);
        Assert.Equal((value, code, reason), (verdict.Score.Value, verdict.Score.Code, verdict.Score.Reason));
    }

    [Fact]
    public async Task One_process_grades_all_responses_and_is_told_of_item_response_and_options()
    {
        using var bench = new ProgramBench(
            "echo started >> starts.txt\n" + ProgramBench.Answering("{\"id\":%s,\"score\":1}", "printf '%s\\n' \"$line\" >> lines.txt")
        );
        bench.Make("program: tone, options: { words: [damn], most: 2 }");

        await bench.GradeAsync("first");
        await bench.GradeAsync("second \ud83d é \"quoted\"\nline");

        Assert.Equal(["started"], bench.Lines("starts.txt"));
        var requests = bench.Lines("lines.txt").Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(
            JsonNode
                .Parse(
                    """
                    {"id":1,"grader":"tone","item":{"id":"a","input":{"message":"hello"},"expected":"billing","tags":[]},
                     "response":{"text":"first","tool_calls":[],"finish_reason":null,"model":null},"messages":[],
                     "facts":{"latency_ms":null,"input_tokens":null,"output_tokens":null,"cost_usd":null},"options":{"words":["damn"],"most":2}}
                    """
                )!
                .ToJsonString(),
            requests[0].ToJsonString()
        );
        Assert.Equal("second \ufffd é \"quoted\"\nline", requests[1]["response"]!["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"id\":%s,\"score\":1.01}", "The program “tone” gave the score “1.01”; a score is a number from 0 to 1, or null.")]
    [InlineData("{\"id\":%s,\"score\":-0.1}", "The program “tone” gave the score “-0.1”; a score is a number from 0 to 1, or null.")]
    [InlineData("{\"id\":%s,\"score\":1e999}", "The program “tone” gave the score “1e999”; a score is a number from 0 to 1, or null.")]
    [InlineData("{\"id\":%s,\"score\":\"1\"}", "The program “tone” gave the score “\"1\"”; a score is a number from 0 to 1, or null.")]
    [InlineData("{\"id\":%s,\"score\":true}", "The program “tone” gave the score “true”; a score is a number from 0 to 1, or null.")]
    [InlineData("{\"id\":%s,\"reason\":\"x\"}", "The program “tone” gave no “score”: a number from 0 to 1, or null where it can't decide.")]
    [InlineData("{\"id\":%s,\"score\":NaN}", "The program “tone” wrote a line that is not valid JSON: {\"id\":1,\"score\":NaN}")]
    [InlineData(
        "{\"id\":%s,\"score\":1,\"score\":0}",
        "The program “tone” wrote a line that is not valid JSON: {\"id\":1,\"score\":1,\"score\":0}"
    )]
    [InlineData("{\"id\":%s,\"score\":1", "The program “tone” wrote a line that is not valid JSON: {\"id\":1,\"score\":1")]
    [InlineData("{\"score\":1}", "The program “tone” wrote a line that is no answer with an “id”: {\"score\":1}")]
    [InlineData("{\"id\":99,\"score\":1}", "The program “tone” replied to the request 99, which nobody waits for.")]
    [InlineData("garbage", "The program “tone” wrote “garbage”, which is no reply. Let it write notes to stderr.")]
    [InlineData("{\"id\":%s,\"score\":1,\"reasn\":\"x\"}", "The program “tone” gave “reasn”, which no reply has. Did you mean “reason”?")]
    [InlineData("{\"id\":%s,\"score\":1,\"reason\":5}", "The program “tone” gave a “reason” that is no text.")]
    [InlineData(
        "{\"id\":%s,\"score\":1,\"code\":\"Too rude\"}",
        "The program “tone” gave the code “Too rude”; a code is small letters, digits, hyphens and full stops, such as too-rude."
    )]
    [InlineData(
        "{\"id\":%s,\"score\":1,\"metrics\":{\"warmth\":2}}",
        "The program “tone” gave the metric “warmth: 2”; a metric has a name of small letters, digits and _, and a number from 0 to 1."
    )]
    [InlineData("{\"id\":%s,\"error\":\"no lexicon\"}", "The program “tone” says: “no lexicon”")]
    [InlineData("{\"id\":%s,\"score\":1,\"error\":\"no lexicon\"}", "The program “tone” says: “no lexicon”")]
    public async Task What_is_no_verdict_is_an_error_of_the_grader(string line, string message)
    {
        using var bench = new ProgramBench(ProgramBench.Answering(line));

        var verdict = await bench.GradeAsync();

        Assert.Equal((null, "grader.error"), (verdict.Score.Value, verdict.Score.Code));
        Assert.Equal(message, verdict.Error?.Message);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_an_error_of_the_grader_and_the_next_response_is_graded()
    {
        using var bench = new ProgramBench(
            ProgramBench.Answering(
                "{\"id\":%s,\"score\":1}",
                "case $line in *long*) printf '{\"id\":%s,\"reason\":\"' \"$id\"; head -c 2000000 /dev/zero | tr '\\0' x; echo '\"}'; continue;; esac"
            )
        );

        Assert.Equal("The program “tone” wrote a line of more than 1 MB.", (await bench.GradeAsync("long")).Error?.Message);
        Assert.Equal(1, (await bench.GradeAsync("short")).Score.Value);
    }

    [Fact]
    public async Task A_crash_fails_one_response_with_the_last_line_of_stderr_and_the_next_starts_the_program_again()
    {
        using var bench = new ProgramBench(
            "echo started >> starts.txt\n"
                + ProgramBench.Answering("{\"id\":%s,\"score\":1}", "case $line in *bad*) echo boom >&2; exit 7;; esac")
        );

        Assert.Equal(1, (await bench.GradeAsync("good")).Score.Value);
        Assert.Equal(
            "The program “tone” ended with exit code 7. Its last line on stderr: boom",
            (await bench.GradeAsync("bad")).Error?.Message
        );
        Assert.Equal(1, (await bench.GradeAsync("good")).Score.Value);
        Assert.Equal(["started", "started"], bench.Lines("starts.txt"));
    }

    [Theory]
    [InlineData("exit 3")] // before the greeting
    [InlineData(ProgramBench.Greet + "; read -r line; exit 3")] // at the first response
    public async Task A_program_that_always_ends_is_started_four_times_and_no_more(string script)
    {
        using var bench = new ProgramBench("echo started >> starts.txt; " + script);
        var messages = new List<string?>();

        for (var i = 0; i < 8; i++)
            messages.Add((await bench.GradeAsync()).Error?.Message);

        Assert.Equal(4, bench.Lines("starts.txt").Length);
        Assert.All(messages.Take(4), message => Assert.Equal("The program “tone” ended with exit code 3.", message));
        Assert.All(messages.Skip(4), message =>
            Assert.Equal(
                "The program “tone” was started 4 times and is not started again. The last time: The program “tone” ended with exit code 3.",
                message
            )
        );
    }

    [Theory]
    [InlineData("while IFS= read -r line; do :; done")] // reads, and never writes
    [InlineData("sleep 1000")] // neither
    public async Task A_program_that_gives_no_reply_in_time_is_killed_with_what_it_started(string rest)
    {
        using var bench = new ProgramBench(
            $"sleep 1000 & echo $! > child.txt; echo $$ > parent.txt; {ProgramBench.Greet}; {rest}",
            definition => definition with { Timeout = TimeSpan.FromSeconds(1) }
        );

        var verdict = await bench.GradeAsync(new string('x', 1_000_000));

        Assert.Equal(("timeout", "The program “tone” gave no reply within 1 s."), (verdict.Error?.Type, verdict.Error?.Message));
        await WaitForEndOfAsync(bench, "child.txt", "parent.txt");
    }

    [Fact]
    public async Task A_program_that_never_says_that_it_is_ready_is_an_error()
    {
        using var bench = new ProgramBench("sleep 1000", definition => definition with { StartTimeout = TimeSpan.FromSeconds(1) });

        Assert.Equal("The program “tone” did not say that it is ready within 1 s.", (await bench.GradeAsync()).Error?.Message);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_an_error()
    {
        using var bench = new ProgramBench("", definition =>
            definition with
            {
                Command = definition.Command with { Command = ["no-such-program-here", "tone.sh"] },
            }
        );

        Assert.StartsWith("The program “tone” can't be started: ", (await bench.GradeAsync()).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_grading_and_the_program_and_gives_no_verdict()
    {
        using var bench = new ProgramBench(
            $"sleep 1000 & echo $! > child.txt; echo $$ > parent.txt; {ProgramBench.Greet}; read -r line; touch asked.txt; sleep 1000"
        );
        using var stopping = new CancellationTokenSource();
        var grading = bench.GradeAsync(cancellation: stopping.Token);
        while (!File.Exists(Path.Combine(bench.Folder, "asked.txt")))
            await Task.Delay(10, TestContext.Current.CancellationToken);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grading);
        await WaitForEndOfAsync(bench, "child.txt", "parent.txt");
    }

    [Fact]
    public async Task Disposing_of_the_programs_ends_them_with_what_they_started()
    {
        using var other = new ProgramBench("");
        var bench = new ProgramBench(
            $"sleep 1000 & echo $! > '{other.Folder}/child.txt'; echo $$ > '{other.Folder}/parent.txt'\n"
                + ProgramBench.Answering("{\"id\":%s,\"score\":1}")
        );
        Assert.Equal(1, (await bench.GradeAsync()).Score.Value);

        bench.Dispose();

        await WaitForEndOfAsync(other, "child.txt", "parent.txt");
    }

    [Fact]
    public async Task Replies_in_another_order_find_their_requests_by_their_ids()
    {
        using var bench = new ProgramBench(
            $$"""
            {{ProgramBench.Greet}}
            say() { id=${1#*:}; id=${id%%,*}; n=${1##*'"text":"'}; n=${n%%\"*}; printf '{"id":%s,"score":0.%s}\n' "$id" "$n"; }
            while IFS= read -r one && IFS= read -r two; do say "$two"; say "$one"; done
            """,
            definition => definition with { Concurrency = 2 }
        );

        var verdicts = await Task.WhenAll(bench.GradeAsync("25"), bench.GradeAsync("75"));

        Assert.Equal([0.25, 0.75], verdicts.Select(verdict => verdict.Score.Value));
    }

    [Fact]
    public async Task Of_an_item_of_the_holdout_no_message_quotes_what_the_program_writes_nor_do_later_ones()
    {
        using var bench = new ProgramBench(
            ProgramBench.Answering(
                "{\"id\":%s,\"error\":\"SECRET\"}",
                "case $line in *crash*) echo SECRET >&2; exit 7;; *noise*) echo SECRET; continue;; esac"
            )
        );

        var messages = new List<string?>();
        foreach (var text in (string[])["reply", "noise", "crash"])
            messages.Add((await bench.GradeAsync(text, isSealed: true)).Error?.Message);
        await bench.GradeAsync("reply", isSealed: true);
        messages.Add((await bench.GradeAsync("crash")).Error?.Message);

        Assert.Equal(
            [
                "The program “tone” says: an error",
                "The program “tone” wrote a line that is no reply. Let it write notes to stderr.",
                "The program “tone” ended with exit code 7.",
                "The program “tone” ended with exit code 7.",
            ],
            messages
        );
    }

    [Fact]
    public async Task No_key_of_the_environment_reaches_the_program_and_what_it_is_given_is_taken_out_of_what_it_says()
    {
        Environment.SetEnvironmentVariable("PROMPTLAB_TEST_KEY", "sk-never-seen");
        Environment.SetEnvironmentVariable("PROMPTLAB_TEST_LEXICON", "lexicon-value");
        using var bench = new ProgramBench(
            "env > env.txt\n" + ProgramBench.Answering("{\"id\":%s,\"score\":1,\"reason\":\"'$PROMPTLAB_TEST_LEXICON'\"}"),
            definition => definition with { Command = definition.Command with { Variables = ["PROMPTLAB_TEST_LEXICON"] } }
        );

        var verdict = await bench.GradeAsync();

        Assert.Equal("…", verdict.Score.Reason);
        Assert.Contains("PROMPTLAB_TEST_LEXICON=lexicon-value", bench.Lines("env.txt"));
        Assert.DoesNotContain(bench.Lines("env.txt"), line => line.Contains("sk-never-seen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reason_is_one_short_line()
    {
        using var bench = new ProgramBench(
            ProgramBench.Answering("{\"id\":%s,\"score\":1,\"reason\":\"two\\\\nlines '$(head -c 9000 /dev/zero | tr '\\0' x)'\"}")
        );

        var reason = (await bench.GradeAsync()).Score.Reason;

        Assert.StartsWith("two lines xxx", reason, StringComparison.Ordinal);
        Assert.Equal(501, reason.Length);
    }

    [Fact]
    public async Task It_is_not_immediate_so_that_a_paid_response_is_kept_before_it_is_graded()
    {
        using var bench = new ProgramBench(ProgramBench.Answering("{\"id\":%s,\"score\":1}"));

        Assert.False(bench.Graders.IsImmediateFor("short"));
        Assert.NotNull(await bench.GradeAsync());
    }

    private static async Task WaitForEndOfAsync(ProgramBench bench, params string[] files)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var file in files)
        {
            var id = int.Parse(bench.Lines(file)[0], CultureInfo.InvariantCulture);
            while (IsRunning(id))
                await Task.Delay(20, limit.Token);
        }
    }

    // A process that has ended and that nobody has waited for is still listed.
    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited
                && (!OperatingSystem.IsLinux() || !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
