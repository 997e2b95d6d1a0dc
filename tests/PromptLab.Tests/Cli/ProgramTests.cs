using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>A program of the project is run over an eval set: one process, lines of JSON.</summary>
public sealed class ProgramTests : IDisposable
{
    // Answers each line with its id; the rest of the loop is what a test wants.
    private const string Id = "id=${line#*:}; id=${id%%,*}";
    private const string Yes = "printf '{\"id\":%s,\"text\":\"yes\",\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}\\n' \"$id\"";

    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task One_process_answers_every_request_and_gets_messages_and_input_as_lines_of_json()
    {
        await WriteAsync(
            $"echo started >> starts.txt\nwhile IFS= read -r line; do {Id}; printf '%s\\n' \"$line\" >> lines.txt; {Yes}; done",
            "input: true"
        );

        var result = await _bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal("started\n", _bench.Read("starts.txt"));
        var lines = _bench
            .Read("lines.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal(4, lines.Count);
        Assert.Distinct(lines.Select(line => line["id"]!.GetValue<int>()));
        var first = lines.Single(line => line["input"]!["message"]!.GetValue<string>() == "message 1");
        Assert.Equal("message 1", first["messages"]![1]!["content"]!.GetValue<string>());
        Assert.Equal(("small", "7"), (first["model"]!.GetValue<string>(), first["seed"]!.ToJsonString()));
        Assert.Contains("\"status\":\"pass\"", _bench.Read(Journal()), StringComparison.Ordinal);
        Assert.Contains("\"input_tokens\":5", _bench.Read(Journal()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_in_another_order_find_their_requests_by_their_ids()
    {
        // It waits for two requests and answers the second one first, each with its own message.
        await WriteAsync(
            """
            say() { id=${1#*:}; id=${id%%,*}; n=${1##*message }; n=${n%%\"*}; printf '{"id":"%s","text":"%s"}\n' "$id" "$n"; }
            while IFS= read -r one && IFS= read -r two; do say "$two"; say "$one"; done
            """
        );
        SmallProject.WriteItems(_bench, Enumerable.Range(1, 4).Select(i => FormattableString.Invariant($"t-0{i},odd,message {i},{i}")));

        var result = await _bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(4, _bench.Read(Journal()).Split("\"status\":\"pass\"").Length - 1);
    }

    [Fact]
    public async Task A_program_that_dies_fails_the_call_with_its_exit_code_and_its_last_words_and_is_started_again()
    {
        await WriteAsync(
            $"echo started >> starts.txt; while IFS= read -r line; do {Id}; case $line in *'message 3'*) echo boom >&2; exit 7;; esac; {Yes}; done",
            run: "concurrency: 1, retries: { max_attempts: 1 }"
        );

        var result = await _bench.RunAsync("run");

        Assert.NotEqual(0, result.Exit);
        var failed = Results().Single(line => line["error"] is not null);
        Assert.Equal(("t-03", "transport"), (failed["item_id"]!.GetValue<string>(), failed["error"]!["type"]!.GetValue<string>()));
        Assert.Equal(
            "The program “sh” ended with exit code 7. Its last line on stderr: boom",
            failed["error"]!["message"]!.GetValue<string>()
        );
        Assert.Equal(3, Results().Count(line => line["status"]!.GetValue<string>() == "pass"));
        Assert.Equal("started\nstarted\n", _bench.Read("starts.txt"));
    }

    [Theory]
    [InlineData("printf '{\"id\":%s,\"error\":\"no model\"}\\n' \"$id\"", "client-error", "The program says: no model")]
    [InlineData(
        "printf '{\"id\":%s,\"reply\":\"yes\"}\\n' \"$id\"",
        "malformed",
        "The program's answer has neither “text” nor “error”; it has “id”, “reply”."
    )]
    [InlineData(
        "printf '{\"text\":\"yes\"}\\n'",
        "malformed",
        "The program “sh” wrote a line that is no answer with an “id”: {\"text\":\"yes\"}"
    )]
    [InlineData("printf '{\"id\":%s,\"text\":\"\"}\\n' \"$id\"", "empty", "The response has no text.")]
    public async Task What_is_no_answer_is_an_error_and_never_a_wrong_answer(string answer, string type, string message)
    {
        await WriteAsync($"while IFS= read -r line; do {Id}; {answer}; done", run: "concurrency: 1, retries: { max_attempts: 1 }");

        await _bench.RunAsync("run");

        Assert.All(Results(), line =>
            Assert.Equal((type, message), (line["error"]!["type"]!.GetValue<string>(), line["error"]!["message"]!.GetValue<string>()))
        );
        Assert.Equal(4, Results().Count);
    }

    [Fact]
    public async Task Notes_on_standard_output_are_skipped()
    {
        await WriteAsync($"echo Loading the model; while IFS= read -r line; do {Id}; echo; echo thinking; {Yes}; done");

        Assert.Equal(0, (await _bench.RunAsync("run")).Exit);
    }

    [Fact]
    public async Task A_program_gets_the_variables_that_are_named_and_the_usual_ones_and_no_key_of_the_environment()
    {
        Environment.SetEnvironmentVariable("PROMPTLAB_TEST_NAMED", "named-value");
        await WriteAsync(
            $"env > env.txt; echo \"key $PROMPTLAB_TEST_NAMED\" >&2; read -r line; {Id}; printf '{{\"id\":%s,\"error\":\"%s\"}}\\n' \"$id\" \"$PROMPTLAB_TEST_NAMED\"; exit 1",
            "env: [PROMPTLAB_TEST_NAMED]",
            "retries: { max_attempts: 1 }"
        );

        await _bench.RunAsync("run");

        var names = _bench.Read("env.txt").Split('\n').Select(line => line.Split('=')[0]).ToList();
        Assert.Contains("PATH", names);
        Assert.Contains("PROMPTLAB_TEST_NAMED", names);
        Assert.DoesNotContain("ANTHROPIC_API_KEY", names); // the tests set it
        var files = Directory.GetFiles(Path.Combine(_bench.Folder, "results"), "*", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.All(files, text => Assert.DoesNotContain("named-value", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_the_end_of_a_run_the_program_and_what_it_started_are_gone()
    {
        await WriteAsync($"sleep 1000 & echo $! > child.txt; echo $$ > parent.txt; while IFS= read -r line; do {Id}; {Yes}; done");

        Assert.Equal(0, (await _bench.RunAsync("run")).Exit);

        foreach (var file in new[] { "child.txt", "parent.txt" })
            await WaitForEndOfAsync(int.Parse(_bench.Read(file), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_program_that_says_nothing_is_over_the_time_limit_and_killed()
    {
        await WriteAsync(
            "echo $$ > parent.txt; while IFS= read -r line; do :; done",
            run: "concurrency: 1, retries: { max_attempts: 1 }, timeout_seconds: 1"
        );

        var result = await _bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "timeout",
            string.Concat(Results().Select(line => line["error"]?["type"]?.GetValue<string>())),
            StringComparison.Ordinal
        );
        await WaitForEndOfAsync(int.Parse(_bench.Read("parent.txt"), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        await WriteAsync("", command: "[no-such-program-here, x]", run: "concurrency: 1, retries: { max_attempts: 1 }");

        var result = await _bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.Contains("The program “no-such-program-here” can't be started", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_starts_nothing()
    {
        await WriteAsync("echo started > starts.txt");

        var result = await _bench.RunAsync("check");

        Assert.True(result.Exit == 0, result.Out + result.Error);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "starts.txt")));
    }

    [Theory]
    [InlineData("command: python3 assistant.py", "“command” as a list")]
    [InlineData("command: [sh], endpoint: 'http://127.0.0.1'", "starts a program. Remove “endpoint”")]
    [InlineData("command: [sh], env: [A=1]", "names of environment variables")]
    [InlineData("command: [sh], body: { a: b }", "“body” is for providers of the kind http.")]
    public async Task What_is_no_program_is_an_error(string settings, string message)
    {
        await WriteAsync("");
        var config = _bench.Read("promptlab.yaml");
        _bench.Write(
            "promptlab.yaml",
            System.Text.RegularExpressions.Regex.Replace(
                config,
                "kind: exec.*",
                $"kind: exec, {settings} }}",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(10)
            )
        );

        var result = await _bench.RunAsync("run");

        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    // A kill is told to the system and takes effect when it likes.
    private static async Task WaitForEndOfAsync(int id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (IsRunning(id))
            await Task.Delay(20, limit.Token);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private string Journal() =>
        Path.GetRelativePath(
            _bench.Folder,
            Directory.GetFiles(Path.Combine(_bench.Folder, "results/runs"), "items.jsonl", SearchOption.AllDirectories).Single()
        );

    private List<JsonNode> Results() =>
        [.. _bench.Read(Journal()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private async Task WriteAsync(string script, string settings = "", string run = "concurrency: 2", string command = "[sh, app.sh]")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are shell scripts.");
        await SmallProject.WriteAsync(_bench, "http://127.0.0.1:9");
        _bench.Write("app.sh", script + "\n");
        _bench.Write(
            "promptlab.yaml",
            $$"""
            schema: promptlab/config@1
            providers:
              app: { kind: exec, command: {{command}}{{(settings.Length > 0 ? ", " + settings : "")}} }
            models:
              main: { provider: app, id: small, parameters: { seed: 7 } }
            run: { model: main, {{run}} }
            experiments:
              all: { prompts: [triage@v1], evalset: tickets }
            """
        );
    }
}
