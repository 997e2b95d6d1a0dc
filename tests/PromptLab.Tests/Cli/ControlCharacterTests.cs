using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PromptLab.Tests.Fakes;
using PromptLab.Texts;

namespace PromptLab.Tests.Cli;

/// <summary>
/// No control character and no change of direction reaches a person, whatever text it comes in: items, tags, prompts, answers,
/// errors of a server, options, names and files. Goes through the list of commands, so that a new one is tried too.
/// </summary>
public sealed partial class ControlCharacterTests
{
    private const string Mark = "\u001B]0;x\u0007\u001B[2J\u0008\u0085\u009B31m\u007F\u202E\u2066\u200F\u2028";

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["compare csv"] = "items.csv",
        ["diagnose csv"] = "failing.csv",
        ["junit"] = "junit.xml",
        ["sarif"] = "check.sarif",
    };

    [Fact]
    public async Task No_command_writes_a_control_to_either_stream_or_to_a_report()
    {
        await using var bench = await CreateAsync();

        var seen = 0;
        foreach (
            var (name, calls) in SealedTextTests.Calls.OrderBy(call => call.Key is "cache clear" or "promote" or "rollback" or "freeze")
        )
        {
            foreach (var call in calls)
            {
                var said = await bench.Project.TryAsync(SealedTextTests.ArgumentsOf(bench, call));
                AssertPrintable(call, said);
                seen += said.Out.Contains('␛', StringComparison.Ordinal) || said.Error.Contains('␛', StringComparison.Ordinal) ? 1 : 0;
                if (CommandTree.All[name].Options.Any(option => option.Name == "--json"))
                    AssertPrintable(
                        call + " --json",
                        await bench.Project.TryAsync([.. SealedTextTests.ArgumentsOf(bench, call), "--json"])
                    );
            }
        }

        Assert.True(seen > 5, $"Only {seen} commands showed a marked text: the test would miss what it is for.");
        foreach (var file in Files.Values)
            AssertPrintable(file, bench.Project.Bench.Read(file));
        foreach (var view in Directory.EnumerateFiles(bench.Project.Bench.Folder, "items.csv", SearchOption.AllDirectories))
        {
            if (view.Contains("runs", StringComparison.Ordinal))
                AssertPrintable(view, File.ReadAllText(view));
        }

        XDocument.Parse(bench.Project.Bench.Read("junit.xml"));
        JsonNode.Parse(bench.Project.Bench.Read("check.sarif"));
    }

    [Fact]
    public async Task Json_gives_the_text_itself_and_a_terminal_its_pictures()
    {
        await using var bench = await CreateAsync();

        var json = await bench.Project.TryAsync("show", "triage@v3", "--json");
        var text = await bench.Project.TryAsync("show", "triage@v3");

        Assert.Contains(Mark, JsonNode.Parse(json.Out)!["messages"]![0]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("# Task\n\nSay ␛]0;x␇␛[2J␈⟨U+0085⟩⟨U+009B⟩31m␡⟨U+202E⟩", text.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diff", "triage@v1", "triage@v3")]
    [InlineData("diff", "triage@v2", "triage@v3")]
    [InlineData("compare", "triage@v1", "triage@v2")]
    [InlineData("diagnose", "triage@v2")]
    [InlineData("board")]
    public async Task On_a_terminal_only_our_own_colours_are_left(params string[] arguments)
    {
        await using var bench = await CreateAsync();
        bench.Project.Bench.Colours = true;

        var said = await bench.Project.TryAsync(arguments);

        Assert.Equal(0, said.Exit);
        Assert.Matches(Colour(), said.Out);
        AssertPrintable(string.Join(' ', arguments), Colour().Replace(said.Out, ""));
    }

    [Fact]
    public async Task A_ci_log_gets_pictures_too()
    {
        await using var bench = await CreateAsync();
        bench.Project.Bench.Variables["GITHUB_ACTIONS"] = "true";
        bench.Project.Bench.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(bench.Project.Bench.Folder, "summary.md");

        foreach (var call in SealedTextTests.Calls["gate"].Append("compare triage@v1 triage@v2"))
            AssertPrintable(call, await bench.Project.TryAsync(SealedTextTests.ArgumentsOf(bench, call)));

        AssertPrintable("summary.md", bench.Project.Bench.Read("summary.md"));
    }

    [Fact]
    public async Task A_server_steers_no_terminal_by_its_error_or_its_reason_to_stop()
    {
        foreach (
            var (status, body) in new[]
            {
                (
                    400,
                    new JsonObject
                    {
                        ["error"] = new JsonObject
                        {
                            ["message"] = Mark,
                            ["code"] = Mark,
                            ["type"] = Mark,
                        },
                    }.ToJsonString()
                ),
                (400, Mark),
                (401, $"<html>{Mark}</html>"),
                (200, Replies.Text("openai-compatible", "yes", finish: Mark)),
                (200, Replies.Text("openai-compatible", "yes", model: Mark, id: Mark)),
            }
        )
        {
            await using var server = await ChatServer.StartAsync(status, body);
            using var bench = new TestBench();
            bench.Variables["SERVED_KEY"] = "secret";
            await SmallProject.WriteAsync(bench, server.Address);

            foreach (var call in new[] { "run", "models test main", "run --resume --json", "board", "status triage" })
                AssertPrintable(call, await bench.RunAsync(call.Split(' ')));
        }
    }

    [Theory]
    [InlineData("board", "--" + Mark)]
    [InlineData(Mark)]
    [InlineData("run", "--prompt", "triage@" + Mark, "--evalset", Mark, "--model", Mark)]
    [InlineData("run", "--items", Mark, "--split", Mark)]
    [InlineData("compare", Mark, Mark)]
    [InlineData("diagnose", Mark)]
    [InlineData("gate", "--run", Mark, "--gate", Mark)]
    [InlineData("grade", "--evalset", "tickets", "--responses", Mark + ".csv")]
    [InlineData("new", Mark)]
    [InlineData("log", Mark)]
    [InlineData("label", "triage@v1", Mark)]
    [InlineData("show", "triage@v1", "--item", Mark)]
    [InlineData("split-evalset", Mark)]
    [InlineData("check", "--sarif", "no/such/" + Mark)]
    public async Task What_is_quoted_of_a_command_line_is_pictured(params string[] arguments)
    {
        using var bench = new TestBench();
        await SmallProject.WriteAsync(bench, "http://127.0.0.1:9");

        var said = await bench.RunAsync(arguments);

        Assert.Contains(said.Exit, new[] { 0, 2 });
        AssertPrintable(string.Join(' ', arguments), said);
    }

    [Theory]
    [InlineData("promptlab.yaml", "kind: openai-compatible", "kind: \"MARK\"")]
    [InlineData("promptlab.yaml", "    main:", "    \"MARK\":")]
    [InlineData("promptlab.yaml", "evalset: tickets", "evalset: \"MARK\"")]
    [InlineData("evalsets/tickets/evalset.yaml", "type: equals", "type: \"MARK\"")]
    [InlineData("evalsets/tickets/evalset.yaml", "name: tickets", "name: \"MARK\"")]
    [InlineData("evalsets/tickets/evalset.yaml", "data: items.csv", "data: \"MARK.csv\"")]
    [InlineData("evalsets/tickets/items.csv", "id,tags", "id,RAW,tags")]
    [InlineData("prompts/triage/draft.prompt.md", "name: triage", "name: \"MARK\"")]
    [InlineData("prompts/triage/draft.prompt.md", "{message}", "{messageRAW}")]
    [InlineData("prompts/triage/versions.lock", "v1", "RAW")]
    public async Task What_is_quoted_of_a_file_is_pictured(string file, string part, string marked)
    {
        using var bench = new TestBench();
        await SmallProject.WriteAsync(bench, "http://127.0.0.1:9");
        var escaped = string.Concat(Mark.Select(c => $"\\u{(int)c:X4}"));
        bench.Write(
            file,
            bench
                .Read(file)
                .Replace(
                    part,
                    marked.Replace("MARK", escaped, StringComparison.Ordinal).Replace("RAW", Mark, StringComparison.Ordinal),
                    StringComparison.Ordinal
                )
        );

        foreach (var arguments in new string[][] { ["check"], ["check", "--json"], ["run", "--dry-run"], ["status", "triage"] })
            AssertPrintable($"{string.Join(' ', arguments)} with {file}", await bench.RunAsync(arguments));
    }

    // v3 holds the mark in its text; the items of dev hold it in their texts and tags, answers and an error hold it too.
    private static async Task<HoldoutBench> CreateAsync()
    {
        var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        SmallProject.WriteDraft(bench.Project.Bench, $"Say {Mark} yes or no.\n\tTake 3 words.", parent: "v2");
        await bench.Project.DoAsync("freeze", "triage", "--hypothesis", $"More {Mark} words.");
        SmallProject.WriteDraft(bench.Project.Bench, $"Say {Mark} yes. Take 4 words.", parent: "v3");
        bench.Project.Answer = question =>
            question is { Version: 2, Item: 5 } ? null
            : question.Version > 1 && question.Item % 3 != 0 ? "yes"
            : $"no {Mark} {question.Item}";
        bench.Project.ErrorBody = asked =>
            new JsonObject { ["error"] = new JsonObject { ["message"] = $"Not allowed: {asked} {Mark}" } }.ToJsonString();
        bench.Project.Bench.Write(
            "evalsets/tickets/items.csv",
            "id,split,tags,message,expected\n"
                + string.Concat(
                    Enumerable.Range(1, 40).Select(i => $"t-{i:00},{(i <= 20 ? "dev" : "holdout")},a{Mark}b,\"message {Mark} {i}\",yes\n")
                )
        );
        await bench.Project.RunAsync("triage@v1 triage@v2", "--split", "dev");
        await bench.ConfirmAsync("triage@v3", "--against", "triage@v1");
        return bench;
    }

    private static void AssertPrintable(string what, CommandResult said)
    {
        AssertPrintable(what + ", standard output", said.Out);
        AssertPrintable(what + ", standard error", said.Error);
    }

    private static void AssertPrintable(string what, string text)
    {
        if (PrintableText.Of(text) == text)
            return;
        var at = text.Zip(PrintableText.Of(text)).TakeWhile(pair => pair.First == pair.Second).Count();
        var line = text[(text.LastIndexOf('\n', at) + 1)..].Split('\n')[0];
        Assert.Fail(new StringBuilder($"{what} has a control: ").Append(PrintableText.Of(line)).ToString());
    }

    [GeneratedRegex("\u001B\\[[0-9;]*m", RegexOptions.None, 1000)]
    private static partial Regex Colour();
}
