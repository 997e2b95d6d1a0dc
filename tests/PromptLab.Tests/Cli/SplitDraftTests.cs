using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Cli;

public sealed class SplitDraftTests : IAsyncLifetime
{
    private const string Draft = "prompts/triage/draft.prompt.md";

    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    public async ValueTask InitializeAsync()
    {
        SmallProject.WriteConfig(_bench, "http://127.0.0.1:1/v1");
        SmallProject.WriteDraft(_bench, "Say yes or no.");
        Edit(
            "# Current query",
            "# Constraints\n\n- One word.\n- In English.\n\n# Examples\n\n## Example: easy\n\n### Input\n\nIs it day?\n\n### Output\n\nyes\n\n# Current query"
        );
        var frozen = await _bench.RunAsync("freeze", "triage", "--hypothesis", "The plainest.");
        Assert.True(frozen.Exit == 0, frozen.Error);
    }

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_draft_of_five_changes_becomes_five_drafts_of_one_and_stays_as_it_is()
    {
        Edit("Say yes or no.", "Answer yes or no.");
        Edit("- In English.", "- In French.\n- No full stop.");
        Edit("# Current query", "## Example: hard\n\n### Input\n\nIs it dusk?\n\n### Output\n\nno\n\n# Current query");
        Edit("variables:", "render: { style: xml }\nvariables:");
        var before = _bench.Read(Draft);

        var result = await _bench.RunAsync("split-draft", "triage", "--json");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(
            ["task", "constraints (line 2)", "constraints (line 3)", "examples (hard)", "render.style"],
            JsonNode.Parse(result.Out)!["drafts"]!.AsArray().Select(draft => draft!["element"]!.GetValue<string>())
        );
        Assert.Equal(before, _bench.Read(Draft));
        Assert.EndsWith(
            "\n# Task\n\nAnswer yes or no.\n\n# Constraints\n\n- One word.\n- In English.\n\n# Examples\n\n## Example: easy\n\n### Input\n\nIs it day?\n\n### Output\n\nyes\n\n# Current query\n\n{message}\n",
            Part(1),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "\n# Task\n\nSay yes or no.\n\n# Constraints\n\n- One word.\n- In French.\n\n# Examples\n\n## Example: easy\n\n### Input\n\nIs it day?\n\n### Output\n\nyes\n\n# Current query\n\n{message}\n",
            Part(2),
            StringComparison.Ordinal
        );
        Assert.Contains("\n- One word.\n- In English.\n- No full stop.\n\n# Examples\n", Part(3), StringComparison.Ordinal);
        Assert.Contains(
            "\n### Output\n\nyes\n\n## Example: hard\n\n### Input\n\nIs it dusk?\n\n### Output\n\nno\n\n# Current query\n",
            Part(4),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\nrender: { style: xml, history: messages, examples: inline, query_role: user }\n",
            Part(5),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Each_part_is_frozen_as_a_child_of_the_same_parent_and_is_gone_then()
    {
        Edit("Say yes or no.", "Answer yes or no.");
        Edit("- In English.", "- In French.");
        await _bench.RunAsync("split-draft", "triage");

        var first = await _bench.RunAsync("freeze", "triage@draft-1", "--hypothesis", "Clearer.");
        var second = await _bench.RunAsync("freeze", "triage@draft-2", "--hypothesis", "French.");

        Assert.Equal((0, ""), (first.Exit, first.Error));
        Assert.StartsWith("triage@v2 is frozen (", first.Out, StringComparison.Ordinal);
        Assert.Contains("), changed against v1: constraints (line 2).\n", second.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["draft.prompt.md", "v1.prompt.md", "v2.prompt.md", "v3.prompt.md"],
            Directory
                .EnumerateFiles(Path.Combine(_bench.Folder, "prompts/triage"), "*.prompt.md")
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains("\nparent: v1\n", _bench.Read("prompts/triage/v3.prompt.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("error", (await _bench.RunAsync("check")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sections_in_another_order_are_a_draft_of_their_own()
    {
        Edit("Say yes or no.", "Answer yes or no.");
        Edit("# Current query\n\n{message}\n", "");
        Edit("# Task", "# Current query\n\n{message}\n\n# Task");

        var result = await _bench.RunAsync("split-draft", "triage");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains("triage@draft-2: order. Freeze it: promptlab freeze triage@draft-2", result.Out, StringComparison.Ordinal);
        Assert.Contains(
            "---\n\n# Current query\n\n{message}\n\n# Task\n\nSay yes or no.\n\n# Constraints\n",
            Part(2),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_can_not_stand_alone_is_told_and_has_no_draft()
    {
        Edit("Say yes or no.", "Say yes or no in {language}.");
        Edit("variables:", "variables:\n  language: { default: English }");
        Edit("- In English.", "- In French.");

        var result = await _bench.RunAsync("split-draft", "triage");

        Assert.Equal(0, result.Exit);
        Assert.Equal("triage@draft-1: constraints (line 2). Freeze it: promptlab freeze triage@draft-1 --hypothesis \"…\"\n", result.Out);
        Assert.Equal(
            """
            warning: prompts/triage/draft.prompt.md: task can't stand alone, and has no draft of its own. Freeze it together with what it needs, with a reason: --allow-many "…".
            warning: prompts/triage/draft.prompt.md: variables can't stand alone, and has no draft of its own. Freeze it together with what it needs, with a reason: --allow-many "…".

            """,
            result.Error
        );
    }

    [Fact]
    public async Task One_change_or_none_is_not_split_and_neither_is_a_draft_that_was_split_before()
    {
        var none = await _bench.RunAsync("split-draft", "triage");
        Edit("Say yes or no.", "Answer yes or no.");
        var one = await _bench.RunAsync("split-draft", "triage");
        Edit("- In English.", "- In French.");
        await _bench.RunAsync("split-draft", "triage");
        var again = await _bench.RunAsync("split-draft", "triage");

        Assert.Equal((2, 2, 2), (none.Exit, one.Exit, again.Exit));
        Assert.StartsWith($"{Draft}: The draft is the same as triage@v1.\n", none.Error, StringComparison.Ordinal);
        Assert.StartsWith(
            $"{Draft}: The draft changes one element already: task. Freeze it: promptlab freeze triage\n",
            one.Error,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "prompts/triage/draft-1.prompt.md: The draft was split before. Freeze this one or remove it, and try again.\n",
            again.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Freezing_a_draft_of_two_lines_of_the_constraints_offers_to_split_it()
    {
        Edit("- One word.\n- In English.", "- Two words.\n- In French.");

        var result = await _bench.RunAsync("freeze", "triage", "--hypothesis", "Both.", "--ci");

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(
            $"{Draft}: 2 elements change against triage@v1: constraints (line 1), constraints (line 2). Whatever the run shows can't be put down to one of them. Split the draft (promptlab split-draft triage), or give a reason",
            result.Error,
            StringComparison.Ordinal
        );
    }

    private string Part(int number) => _bench.Read(FormattableString.Invariant($"prompts/triage/draft-{number}.prompt.md"));

    private void Edit(string old, string now)
    {
        var text = _bench.Read(Draft);
        Assert.Contains(old, text, StringComparison.Ordinal);
        _bench.Write(Draft, text.Replace(old, now, StringComparison.Ordinal));
    }
}
