namespace PromptLab.Tests.Cli;

/// <summary><c>promptlab freeze --undo</c> takes back a version that was never measured, and no other.</summary>
public sealed class UndoFreezeTests
{
    private const string Draft = "prompts/triage/draft.prompt.md";
    private const string Lock = "prompts/triage/versions.lock";

    [Fact]
    public async Task The_draft_has_the_text_and_the_hypothesis_again_and_can_be_frozen_under_the_same_number()
    {
        await using var project = await VersionedProject.CreateAsync(2, 1, _ => "yes");
        SmallProject.WriteDraft(project.Bench, "Say yes or no, in one word.", parent: "v1");
        var locked = project.Bench.Read(Lock);
        await project.DoAsync("freeze", "triage", "--hypothesis", "Shorter.", "--title", "One word");

        var said = await project.DoAsync("freeze", "triage", "--undo");

        Assert.Equal("triage@v2 is a draft again: prompts/triage/draft.prompt.md\n", said);
        Assert.Equal(locked, project.Bench.Read(Lock));
        Assert.False(File.Exists(Path.Combine(project.Bench.Folder, "prompts/triage/v2.prompt.md")));
        var draft = project.Bench.Read(Draft);
        Assert.Contains("Say yes or no, in one word.", draft, StringComparison.Ordinal);
        Assert.Contains("parent: v1", draft, StringComparison.Ordinal);
        Assert.Contains("hypothesis: \"Shorter.\"", draft, StringComparison.Ordinal);
        Assert.StartsWith("triage@v2 is frozen", await project.DoAsync("freeze", "triage"), StringComparison.Ordinal);
        Assert.Equal(0, (await project.TryAsync("check")).Exit);
    }

    [Fact]
    public async Task A_version_that_was_run_stays()
    {
        await using var project = await VersionedProject.CreateAsync(2, 2, _ => "yes");
        await project.RunAsync("triage@v2");

        await AssertRefusedAsync(project, "prompts/triage/v2.prompt.md: triage@v2 has been measured: the scoreboard has a row for it.");

        File.Delete(Path.Combine(project.Bench.Folder, "results/scoreboard.csv"));
        await AssertRefusedAsync(project, "triage@v2 has been run: results/runs/");
    }

    [Fact]
    public async Task A_version_with_a_label_stays()
    {
        await using var project = await VersionedProject.CreateAsync(2, 2, _ => "yes");
        await project.DoAsync("label", "triage@v2", "staging");

        await AssertRefusedAsync(project, "triage@v2 has the label “staging”.");
    }

    [Fact]
    public async Task A_draft_that_was_edited_since_is_not_written_over()
    {
        await using var project = await VersionedProject.CreateAsync(2, 2, _ => "yes");
        project.Bench.Write(Draft, project.Bench.Read(Draft).Replace("Say yes", "Say maybe", StringComparison.Ordinal));

        await AssertRefusedAsync(project, "prompts/triage/draft.prompt.md: The draft was edited after v2 was frozen");
    }

    [Fact]
    public async Task Only_the_latest_version_is_taken_back_and_an_earlier_one_can_follow()
    {
        await using var project = await VersionedProject.CreateAsync(2, 3, _ => "yes");

        await project.DoAsync("freeze", "triage", "--undo");
        var second = await project.TryAsync("freeze", "triage", "--undo");

        Assert.Equal(2, second.Exit);
        Assert.Contains("The draft was edited after v2 was frozen", second.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(project.Bench.Folder, "prompts/triage/v2.prompt.md")));
    }

    [Theory]
    [InlineData("triag", "There is no prompt “triag”. Did you mean “triage”?")]
    public async Task A_prompt_that_is_not_there_is_named(string prompt, string message)
    {
        await using var project = await VersionedProject.CreateAsync(2, 1, _ => "yes");

        var said = await project.TryAsync("freeze", prompt, "--undo");

        Assert.Equal(2, said.Exit);
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(VersionedProject project, string message)
    {
        var before = (project.Bench.Read(Draft), project.Bench.Read(Lock), project.Bench.Read("prompts/triage/v2.prompt.md"));

        var said = await project.TryAsync("freeze", "triage", "--undo");

        Assert.Equal(2, said.Exit);
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
        Assert.Equal(before, (project.Bench.Read(Draft), project.Bench.Read(Lock), project.Bench.Read("prompts/triage/v2.prompt.md")));
    }
}
