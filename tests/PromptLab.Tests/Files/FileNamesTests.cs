using PromptLab.Files;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Files;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("nul")]
    [InlineData("NUL")]
    [InlineData("con")]
    [InlineData("aux.txt")]
    [InlineData("com1")]
    [InlineData("lpt¹")]
    [InlineData("triage.")]
    [InlineData("triage ")]
    [InlineData(" triage")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a\nb")]
    public void A_name_that_no_file_can_have_somewhere_is_refused(string name) => Assert.NotNull(FileNames.ProblemOf(name));

    [Theory]
    [InlineData("null")]
    [InlineData("console")]
    [InlineData("com10")]
    [InlineData("v1.2-final")]
    [InlineData("größe")]
    public void Other_names_are_taken(string name) => Assert.Null(FileNames.ProblemOf(name));

    [Fact]
    public void A_name_has_100_characters_at_most()
    {
        Assert.Null(FileNames.ProblemOf(new string('a', 100)));
        Assert.Equal(
            "The name has 101 characters, and file names have 100 at most. Choose a shorter one.",
            FileNames.ProblemOf(new string('a', 101))
        );
    }

    [Theory]
    [InlineData("/dev/null", true)]
    [InlineData("../reports/gates: all?.xml", true)] // the letters are the machine's affair
    [InlineData("reports/nul", false)]
    [InlineData("reports/", false)]
    [InlineData("reports/con.xml", false)]
    public void The_path_of_a_report_may_be_anything_but_a_device_or_a_folder(string path, bool isTaken) =>
        Assert.Equal(isTaken, FileNames.ProblemOfPath(path) is null);

    [Theory]
    [InlineData("nul", "new", "nul")]
    [InlineData("com1", "new", "com1")]
    [InlineData("300 characters", "new", "LONG")]
    [InlineData("nul", "grade", "--evalset", "tickets", "--responses", "answers.jsonl", "--name", "nul")]
    [InlineData("../../evil", "grade", "--evalset", "tickets", "--responses", "answers.jsonl", "--name", "../../evil")]
    [InlineData("300 characters", "grade", "--evalset", "tickets", "--responses", "answers.jsonl", "--name", "LONG")]
    [InlineData("nul", "record", "triage@v1", "--out", "nul")]
    [InlineData("300 characters", "record", "triage@v1", "--out", "LONG")]
    [InlineData("nul", "gate", "--run", "triage@v1", "--junit", "nul")]
    [InlineData("300 characters", "gate", "--run", "triage@v1", "--junit", "LONG")]
    public async Task A_command_that_would_make_such_a_file_is_bad_input_and_makes_none(string named, params string[] arguments)
    {
        using var bench = new TestBench();
        await SmallProject.WriteAsync(bench, "http://127.0.0.1:1");
        bench.Write("answers.jsonl", """{"id":"t-01","response":"yes"}""" + "\n");
        var before = FilesOf(bench);

        var result = await bench.RunAsync([.. arguments.Select(argument => argument == "LONG" ? new string('x', 300) : argument)]);

        Assert.Equal(2, result.Exit);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, FilesOf(bench));
    }

    private static IEnumerable<string> FilesOf(TestBench bench) =>
        [.. Directory.EnumerateFileSystemEntries(bench.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
