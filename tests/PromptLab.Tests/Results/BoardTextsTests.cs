using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Results;

/// <summary>Two people froze the same number: a row belongs to the text that was run, whatever its version is called today.</summary>
public sealed class BoardTextsTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public void A_row_of_another_text_never_stands_under_todays_version()
    {
        Freeze("v1", "One.");
        Freeze("v2", "Mine.", "v1");

        var lines = BoardOf(Row("v1", "One.", 20), Row("v2", "Mine.", 24, "v1"), Row("v2", "Theirs.", 40, "v1"));

        Assert.Equal(["v1", "v2", "v2 of another text"], lines.Select(line => line.Name));
        Assert.Equal([20, 24, 40], lines.Select(line => line.Passed));
        Assert.Equal([false, false, true], lines.Select(line => line.IsOtherText));
    }

    [Fact]
    public void A_text_that_was_given_another_number_takes_its_rows_along()
    {
        Freeze("v1", "One.");
        Freeze("v2", "Theirs.", "v1");
        Freeze("v3", "Mine.", "v1");

        var lines = BoardOf(Row("v1", "One.", 20), Row("v2", "Mine.", 24, "v1"), Row("v2", "Theirs.", 40, "v1"));

        Assert.Equal(["v1", "v2", "v3"], lines.Select(line => line.Name));
        Assert.Equal([20, 40, 24], lines.Select(line => line.Passed));
    }

    [Fact]
    public void The_change_from_the_parent_is_that_from_the_parents_text()
    {
        Freeze("v1", "One.");
        Freeze("v2", "Mine.", "v1");
        Freeze("v3", "On top of mine.", "v2");

        var lines = BoardOf(Row("v2", "Mine.", 24, "v1"), Row("v3", "On top of mine.", 30, "v2"), Row("v2", "Theirs.", 40, "v1"));

        Assert.Equal((30 - 24) / 48d, lines.Single(line => line.Name == "v3").Change!.Value, 1e-9);
    }

    // 30 of 48 minus 40 of 48 is −0.2083: their v2 was meant.
    [Fact]
    public void What_a_version_was_compared_with_is_told_by_the_change()
    {
        Freeze("v2", "Mine.");
        Freeze("v3", "Newer.", "v2");

        var lines = BoardOf(
            Row("v2", "Mine.", 24),
            Row("v2", "Theirs.", 40),
            Row("v3", "Newer.", 30, "v2") with
            {
                Baseline = "v2",
                Delta = -0.2083,
                PValue = 0.01,
                Verdict = "worse",
            }
        );

        Assert.Equal("v2 of another text", lines.Single(line => line.Name == "v3").Against);
    }

    [Fact]
    public void Rows_from_before_the_hash_go_by_the_name()
    {
        Freeze("v1", "One.");

        var line = Assert.Single(BoardOf(Row("v1", "One.", 20) with { PromptHash = null }));

        Assert.Equal(("v1", false), (line.Name, line.IsOtherText));
    }

    [Fact]
    public void A_version_whose_file_is_gone_is_named_so()
    {
        Freeze("v1", "One.");

        Assert.Equal(["v1", "v2, text gone"], BoardOf(Row("v1", "One.", 20), Row("v2", "Two.", 24)).Select(line => line.Name));
    }

    [Fact]
    public void Prompts_that_are_not_here_and_responses_recorded_elsewhere_keep_their_names()
    {
        Freeze("v1", "One.");

        Assert.Equal(
            ["v7", null],
            BoardOf(Row("v7", "Elsewhere.", 20) with { Prompt = "letters" }, Row("v1", "x", 3) with { Version = null, PromptHash = null })
                .Select(line => line.Name)
        );
    }

    public void Dispose() => _bench.Dispose();

    private void Freeze(string version, string task, string? parent = null) =>
        _bench.Write($"prompts/triage/{version}.prompt.md", Text(version, task, parent));

    private IReadOnlyList<BoardLine> BoardOf(params ScoreboardRow[] rows) =>
        Board.Of(rows, PromptTexts.Of(new PromptLibrary(Path.Combine(_bench.Folder, "prompts"), "prompts"), ["triage", "letters"]));

    private static ScoreboardRow Row(string version, string task, int passed, string? parent = null) =>
        Progress.SomeRows.First(passed) with
        {
            RunId = $"run-{version}-{task}",
            Version = version,
            Parent = parent,
            PromptHash = HashOf(task),
            Verdict = null,
        };

    // The hash is that of the text: it does not depend on the version's number.
    private static string HashOf(string task)
    {
        using var other = new TestBench();
        other.Write("prompts/triage/v1.prompt.md", Text("v1", task, null));
        var library = new PromptLibrary(Path.Combine(other.Folder, "prompts"), "prompts");
        return PromptLab.Files.ContentHash.Short(library.Read("triage", "v1", new PromptLab.Files.Problems())!.Hash);
    }

    private static string Text(string version, string task, string? parent) =>
        $$"""
            ---
            schema: promptlab/prompt@1
            name: triage
            version: {{version}}
            parent: {{parent ?? "null"}}
            variables:
              message: { required: true, trust: untrusted }
            ---

            # Task

            {{task}}

            # Current query

            {message}
            """;
}
