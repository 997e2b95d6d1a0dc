namespace PromptLab.Tests.Cli;

/// <summary>What the shell is offered, through the same call that the completion scripts make.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("promptlab fail", "failures")]
    [InlineData("promptlab run --mod", "--model")]
    [InlineData("promptlab run --model ", "main")]
    [InlineData("promptlab run --evalset ti", "tickets")]
    [InlineData("promptlab run --prompt triage@", "triage@draft triage@staging triage@v1 triage@v2")]
    [InlineData("promptlab run --split ho", "holdout")]
    [InlineData("promptlab run al", "all")]
    [InlineData("promptlab show triage@v", "triage@v1 triage@v2")]
    [InlineData("promptlab freeze tri", "triage")]
    [InlineData("promptlab promote triage@v2 st", "staging")]
    [InlineData("promptlab split-evalset ", "tickets")]
    [InlineData("promptlab models test m", "main")]
    [InlineData("promptlab completion z", "zsh")]
    public async Task Names_of_the_project_are_completed(string line, string offered)
    {
        await using var project = await VersionedProject.CreateAsync(2, 2, _ => "yes");
        await project.DoAsync("label", "triage@v2", "staging");

        Assert.Equal(offered.Split(' '), await OfferedAsync(project.Bench, line));
    }

    [Fact]
    public async Task Runs_are_completed_by_their_ids()
    {
        await using var project = await VersionedProject.CreateAsync(2, 1, _ => "yes");
        var run = (await project.RunAsync("triage@v1"))[0];

        Assert.Equal([run], await OfferedAsync(project.Bench, "promptlab diagnose 2026"));
        Assert.Equal([run], await OfferedAsync(project.Bench, "promptlab run --resume 2026"));
    }

    [Fact]
    public async Task Outside_of_a_project_only_commands_and_options_are_offered()
    {
        using var bench = new TestBench();

        Assert.Empty(await OfferedAsync(bench, "promptlab show tri"));
        Assert.Equal(["failures"], await OfferedAsync(bench, "promptlab fail"));
    }

    [Theory]
    [InlineData("bash", "complete -F _promptlab promptlab")]
    [InlineData("zsh", "compdef _promptlab promptlab")]
    [InlineData("fish", "complete --command promptlab")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName promptlab")]
    public async Task Each_shell_has_a_script_that_hands_the_line_over(string shell, string registers)
    {
        using var bench = new TestBench { Width = 80 };

        var said = await bench.RunAsync("completion", shell);

        Assert.Equal(0, said.Exit);
        Assert.Contains(registers, said.Out, StringComparison.Ordinal);
        Assert.Contains("[suggest:", said.Out, StringComparison.Ordinal);
    }

    private static async Task<string[]> OfferedAsync(TestBench bench, string line)
    {
        var said = await bench.RunAsync(FormattableString.Invariant($"[suggest:{line.Length}]"), line);
        Assert.Equal((0, ""), (said.Exit, said.Error));
        // A shell keeps what begins with the word that is typed, and offers options once a dash is.
        var word = line[(line.LastIndexOf(' ') + 1)..];
        return
        [
            .. said
                .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(offer => offer.StartsWith(word, StringComparison.Ordinal) && (word.Length > 0 || char.IsAsciiLetter(offer[0]))),
        ];
    }
}
