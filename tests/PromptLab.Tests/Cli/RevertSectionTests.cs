using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Cli;

public sealed class RevertSectionTests : IAsyncLifetime
{
    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    // v1 has the task alone, v2 constraints, v3 other constraints, v4 another task and a role.
    public async ValueTask InitializeAsync()
    {
        SmallProject.WriteConfig(_bench, "http://127.0.0.1:1/v1");
        SmallProject.WriteDraft(_bench, "Say yes or no.");
        await FreezeAsync();
        Edit("# Current query", "# Constraints\n\n- One word.   \n- In English.\n\n# Current query");
        await FreezeAsync();
        Edit("- In English.", "- In French.");
        await FreezeAsync();
        Edit("Say yes or no.", "Answer yes or no.");
        await FreezeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_draft_is_the_version_with_one_section_as_it_was()
    {
        var result = await _bench.RunAsync("revert-section", "triage@v4", "constraints", "--to", "v2");

        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Equal(
            "prompts/triage/draft.prompt.md has the section constraints of v2. Look at it (promptlab diff triage@v4 triage@draft), then freeze it: promptlab freeze triage\n",
            result.Out
        );
        var draft = _bench.Read("prompts/triage/draft.prompt.md");
        Assert.EndsWith(
            "\n---\n\n# Task\n\nAnswer yes or no.\n\n# Constraints\n\n- One word.   \n- In English.\n\n# Current query\n\n{message}\n",
            draft,
            StringComparison.Ordinal
        );
        Assert.Contains("\nversion: draft\n", draft, StringComparison.Ordinal);
        Assert.Contains("\nparent: v4\n", draft, StringComparison.Ordinal);
        Assert.Contains(
            "triage@v4 → triage@draft: constraints\n",
            (await _bench.RunAsync("diff", "triage@v4", "triage@draft")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_section_that_was_not_there_is_taken_out()
    {
        await _bench.RunAsync("revert-section", "triage@v4", "constraints", "--to", "v1");

        Assert.EndsWith(
            "\n# Task\n\nAnswer yes or no.\n\n# Current query\n\n{message}\n",
            _bench.Read("prompts/triage/draft.prompt.md"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_section_that_is_gone_comes_back_to_its_place()
    {
        await _bench.RunAsync("revert-section", "triage@v1", "constraints", "--to", "v2");

        Assert.EndsWith(
            "\n# Task\n\nSay yes or no.\n\n# Constraints\n\n- One word.   \n- In English.\n\n# Current query\n\n{message}\n",
            _bench.Read("prompts/triage/draft.prompt.md"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_draft_with_changes_of_its_own_is_never_lost()
    {
        Edit("Answer yes or no.", "Answer.");
        var before = _bench.Read("prompts/triage/draft.prompt.md");

        var result = await _bench.RunAsync("revert-section", "triage@v4", "constraints", "--to", "v2");

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(
            "prompts/triage/draft.prompt.md: The draft has changes of its own. Freeze it, or move it away, and try again.\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(before, _bench.Read("prompts/triage/draft.prompt.md"));
    }

    [Theory]
    [InlineData("triage@v4", "constrants", "v2", "constrants: There is no section “constrants”. Did you mean “constraints”?")]
    [InlineData(
        "triage@v4",
        "constraints",
        "v3",
        "triage@v4: Constraints is the same in triage@v4 and triage@v3, so there is nothing to revert."
    )]
    [InlineData("triage@v4", "constraints", "v9", "triage@v9: triage has no version or label “v9”.")]
    [InlineData(
        "triage@draft",
        "constraints",
        "v2",
        "triage@draft: A draft can be edited by hand. Name the version to begin from, such as triage@latest."
    )]
    public async Task What_can_not_be_reverted_is_refused_with_its_mend(string prompt, string section, string to, string message)
    {
        var before = _bench.Read("prompts/triage/draft.prompt.md");

        var result = await _bench.RunAsync("revert-section", prompt, section, "--to", to);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, _bench.Read("prompts/triage/draft.prompt.md"));
    }

    private void Edit(string old, string now) =>
        _bench.Write(
            "prompts/triage/draft.prompt.md",
            _bench.Read("prompts/triage/draft.prompt.md").Replace(old, now, StringComparison.Ordinal)
        );

    private async Task FreezeAsync()
    {
        var result = await _bench.RunAsync("freeze", "triage", "--hypothesis", "Better.");
        Assert.True(result.Exit == 0, result.Error);
    }
}
