using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// What a model, a server or a file says is never a command to the runner of GitHub Actions, which reads both streams
/// of every step.
/// </summary>
public sealed class WorkflowCommandTests : IAsyncLifetime
{
    private GateBench _bench = null!;

    public static TheoryData<string> Attacks =>
        [
            "\n::error::x",
            "\r::stop-commands::x",
            "%0A::set-output name=a::b",
            "##[error]x",
            "\n  ##[add-mask]x",
            "\u2028::warning::x\u0085::warning::y",
        ];

    public async ValueTask InitializeAsync()
    {
        _bench = await GateBench.StartAsync();
        _bench.Bench.Variables["GITHUB_ACTIONS"] = "true";
        _bench.Bench.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(_bench.Bench.Folder, "summary.md");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_response_that_holds_one_is_text(string attack)
    {
        _bench.Answer("v3", item => item <= 7 ? attack : "yes");

        var run = await _bench.RunAsync("run", "nightly");

        Assert.Empty(WorkflowCommands.In(run.Out).Concat(WorkflowCommands.In(run.Error)));
        await OnlyOursAsync(1);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_server_that_refuses_with_one_is_quoted(string attack)
    {
        _bench.Answer("v3", item => item <= 7 ? RaceBench.Refusal + attack : "yes");

        var run = await _bench.RunAsync("run", "nightly");

        Assert.Equal(3, run.Exit);
        Assert.Empty(WorkflowCommands.In(run.Out).Concat(WorkflowCommands.In(run.Error)));
        await OnlyOursAsync(3);
    }

    [Theory]
    [InlineData("::error::x")]
    [InlineData("##[error]x")]
    [InlineData("::stop-commands::x")]
    public async Task An_id_and_a_tag_that_are_ones_are_names(string name)
    {
        _bench.Write(
            "evalsets/tickets/items.csv",
            _bench.Read("evalsets/tickets/items.csv").Replace("t-01,odd", $"{name},{name}", StringComparison.Ordinal)
        );
        _bench.Gates("{ metric: pass_rate, against: production }", $"{{ metric: pass_rate, min: 0.5, tag: '{name}' }}");
        _bench.Wrong("v3", 7);

        var run = await _bench.RunAsync("run", "nightly");

        Assert.Empty(WorkflowCommands.In(run.Out).Concat(WorkflowCommands.In(run.Error)));
        await OnlyOursAsync(1);
    }

    [Fact]
    public async Task A_file_that_holds_one_is_quoted_in_what_is_wrong_with_it()
    {
        _bench.Write("evalsets/tickets/items.csv", "id,message,expected,\"x\n::error::y\"\nt-01,message 1,yes,z\n");
        _bench.Gates("{ metric: \"x\\n::error::y ##[error]z\", min: 0.5 }");

        foreach (var command in new[] { "check", "gate", "run" })
        {
            var result = await _bench.RunAsync(command);

            Assert.Equal(2, result.Exit);
            Assert.Empty(WorkflowCommands.In(result.Out).Concat(WorkflowCommands.In(result.Error)));
        }

        Assert.Empty(WorkflowCommands.In((await _bench.RunAsync("gate", "\n::error::x")).Error));
    }

    [Fact]
    public async Task Machines_read_what_was_said_all_the_same()
    {
        _bench.Gates("{ metric: pass_rate, min: 0.5, tag: '##[error]x' }");
        _bench.Write(
            "evalsets/tickets/items.csv",
            _bench.Read("evalsets/tickets/items.csv").Replace("odd", "##[error]x", StringComparison.Ordinal)
        );
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate", "--json");

        Assert.Empty(WorkflowCommands.In(result.Out));
        Assert.Equal("##[error]x", JsonNode.Parse(result.Out)!["runs"]![0]!["gates"]![0]!["rule"]!["tag"]!.GetValue<string>());
    }

    [Fact]
    public async Task Outside_of_a_CI_job_texts_are_left_as_they_are()
    {
        _bench.Bench.Variables.Clear();
        _bench.Write(
            "prompts/triage/draft.prompt.md",
            _bench.Read("prompts/triage/draft.prompt.md").Replace("Answer yes or no.", "##[group] is a mark", StringComparison.Ordinal)
        );

        Assert.Contains("##[group] is a mark", (await _bench.RunAsync("show", "triage@draft")).Out, StringComparison.Ordinal);
    }

    private async Task OnlyOursAsync(int exit)
    {
        foreach (var options in new string[][] { [], ["--markdown"], ["--json"], ["--strict", "--junit", "junit.xml"] })
        {
            var result = await _bench.RunAsync(["gate", "--github", .. options]);

            Assert.Equal(exit, result.Exit);
            var commands = WorkflowCommands.In(result.Out).Concat(WorkflowCommands.In(result.Error)).ToList();
            Assert.NotEmpty(commands);
            Assert.All(commands, command =>
                Assert.Matches(
                    "^::(error|warning) (file=evalsets/tickets/(items.csv|evalset.yaml),line=[0-9]+,)?title=(triage@v[13]%3A |regression%3A )",
                    command
                )
            );
            Assert.All(commands.Select(WorkflowCommands.Read), command =>
                Assert.Subset(
                    new HashSet<string>(StringComparer.Ordinal) { "file", "line", "title" },
                    command.Properties.Keys.ToHashSet(StringComparer.Ordinal)
                )
            );
        }
    }
}
