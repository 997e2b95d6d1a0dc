namespace PromptLab.Tests.Grading.Programs;

/// <summary>Which program an eval set may use, what it must say first, and what tells a changed one from the old one.</summary>
public sealed class ProgramDefinitionTests
{
    private static readonly string Right = ProgramBench.Answering("{\"id\":%s,\"score\":1}");

    [Theory]
    [InlineData("program: tnoe", "promptlab.yaml names no program “tnoe”. Did you mean “tone”?")]
    [InlineData("weight: 1", "“program” is missing. Add “program: tone”.")]
    [InlineData("program: tone, options: [a]", "“options” takes a mapping (key: value).")]
    [InlineData("program: tone, commnd: [sh]", "“commnd” is not known in a grader of the type “exec”.")]
    [InlineData("program: tone, version: '2'", "“version” is not known in a grader of the type “exec”.")]
    public void A_wrong_definition_is_refused_and_nothing_is_started(string options, string message)
    {
        using var bench = new ProgramBench("echo started > starts.txt");

        var (graders, problems) = bench.TryMake(options);

        Assert.Null(graders);
        Assert.Contains(message, problems, StringComparison.Ordinal);
        Assert.Empty(bench.Lines("starts.txt"));
    }

    [Fact]
    public void Without_a_project_that_allows_it_no_program_is_used()
    {
        using var bench = new ProgramBench(Right);

        var (graders, problems) = bench.TryMake("program: tone", isAllowed: false);

        Assert.Null(graders);
        Assert.Contains("only a promptlab.yaml can allow one", problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"protocol\":2}", "speaks the protocol “2”; this PromptLab speaks 1.")]
    [InlineData("{\"protocol\":\"1\"}", "speaks the protocol “\"1\"”; this PromptLab speaks 1.")]
    [InlineData("{\"protocol\":1,\"versoin\":\"2\"}", "begins with “versoin”, which is not known in a first line. Did you mean “version”?")]
    [InlineData("{\"protocol\":1,\"version\":[]}", "gives a “version” that is no text.")]
    [InlineData("{\"protocol\":1,\"version\":\"3\"}", "says that it is version “3”, and promptlab.yaml says “2”.")]
    [InlineData("Loading", "wrote “Loading”, which is no reply. Let it write notes to stderr.")]
    [InlineData("{\"id\":0}", "wrote a line that is no answer with an “id”: {\"id\":0}")]
    public async Task A_first_line_that_does_not_fit_is_an_error_of_the_grader(string line, string message)
    {
        using var bench = new ProgramBench($"read -r line; echo '{line}'; cat", definition => definition with { Version = "2" });

        Assert.StartsWith($"The program “tone” {message}", (await bench.GradeAsync()).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_line_to_the_program_names_the_protocol_and_itself()
    {
        using var bench = new ProgramBench(
            "read -r line; printf '%s\\n' \"$line\" > first.txt; echo '{\"protocol\":1,\"version\":7}'; cat"
        );

        await bench.GradeAsync();

        Assert.Equal(["{\"protocol\":1,\"program\":\"tone\"}"], bench.Lines("first.txt"));
    }

    [Fact]
    public async Task A_version_that_changes_with_a_restart_is_an_error()
    {
        using var bench = new ProgramBench(
            "echo x >> starts.txt; read -r line; echo \"{\\\"protocol\\\":1,\\\"version\\\":$(wc -l < starts.txt)}\"; read -r line; exit 1"
        );

        await bench.GradeAsync();

        Assert.Equal(
            "The program “tone” was version “1” at first and is version “2” now. Let it name one that is always the same.",
            (await bench.GradeAsync()).Error?.Message
        );
    }

    [Fact]
    public void The_graders_hash_changes_with_the_file_the_version_and_the_command_and_not_with_limits_or_line_ends()
    {
        using var bench = new ProgramBench("one\ntwo");
        var first = bench.Graders.Hash;

        File.WriteAllText(Path.Combine(bench.Folder, "tone.sh"), "one\r\ntwo\r\n");
        Assert.Equal(first, bench.Make("program: tone").Hash);
        File.WriteAllText(Path.Combine(bench.Folder, "tone.sh"), "one\nthree\n");
        Assert.NotEqual(first, bench.Make("program: tone").Hash);

        var others = new[]
        {
            Hash(definition => definition with { Timeout = TimeSpan.FromSeconds(5), Concurrency = 3 }),
            Hash(definition => definition with { Version = "2" }),
            Hash(definition => definition with { Command = definition.Command with { Command = ["sh", "tone.sh", "--strict"] } }),
        };
        Assert.Equal(first, others[0]);
        Assert.Distinct(others);
    }

    [Fact]
    public void A_file_behind_an_equals_sign_counts_and_one_outside_of_the_project_does_not()
    {
        using var bench = new ProgramBench("", definition =>
            definition with
            {
                Command = definition.Command with { Command = ["sh", "--rules=rules.json", "/etc/hosts", "../x"] },
                Version = "1",
            }
        );
        File.WriteAllText(Path.Combine(bench.Folder, "rules.json"), "{}");

        Assert.Equal(["rules.json"], bench.Definition.Identity()["files"]!.AsObject().Select(file => file.Key));
    }

    [Fact]
    public void A_program_of_which_no_file_is_known_and_no_version_is_warned_of()
    {
        using var bench = new ProgramBench("");
        File.Delete(Path.Combine(bench.Folder, "tone.sh"));

        Assert.Contains("Give it a “version” in promptlab.yaml", bench.TryMake("program: tone").Problems, StringComparison.Ordinal);
    }

    private static string Hash(Func<PromptLab.Programs.ProgramDefinition, PromptLab.Programs.ProgramDefinition> change)
    {
        using var bench = new ProgramBench("one\ntwo", change);
        return bench.Graders.Hash;
    }
}
