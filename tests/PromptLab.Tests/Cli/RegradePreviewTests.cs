using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>Other graders are tried on stored responses before their verdicts are kept, and a grading is explained step by step.</summary>
public sealed class RegradePreviewTests : IDisposable
{
    private const string Set = """
        schema: promptlab/evalset@1
        name: sums
        data: items.csv
        graders:
          - { id: right, type: number }

        """;

    private readonly TestBench _bench = new();

    public RegradePreviewTests()
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        _bench.Write("evalsets/sums/evalset.yaml", Set);
        _bench.Write("evalsets/sums/items.csv", "id,message,expected\na,2 + 2,4\nb,2 + 3,5\nc,2 + 4,6\n");
        _bench.Write("r.csv", "id,response\na,4\nb,2 + 3 = 5\nc,2 + 4 = 7\n");
        _bench.Write("last.yaml", Set.Replace("type: number", "type: number, extract: last-number", StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Old_and_new_verdicts_stand_side_by_side_and_nothing_is_kept()
    {
        await GradeAsync();
        var board = _bench.Read("results/scoreboard.csv");

        var preview = await _bench.RunAsync("grade", "r", "--with", "last.yaml");

        Assert.True(preview.Exit == 0, preview.Error);
        Assert.Contains(
            "b     fail 0.000  pass 1.000  right   number.several → number.equal: It is 5.",
            preview.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("1 of 3 responses of r get another verdict", preview.Out, StringComparison.Ordinal);
        Assert.Equal(board, _bench.Read("results/scoreboard.csv"));
        Assert.Single(Directory.GetDirectories(Path.Combine(_bench.Folder, "results", "runs")));
    }

    [Fact]
    public async Task The_same_stands_in_json()
    {
        await GradeAsync();

        var preview = JsonNode.Parse((await _bench.RunAsync("grade", "r", "--with", "last.yaml", "--json")).Out)!;

        Assert.Equal((3, 1, 2), ((int)preview["compared"]!, (int)preview["passed_before"]!, (int)preview["passed_now"]!));
        var change = preview["changed"]!.AsArray().Single()!;
        Assert.Equal(
            ("b", "fail", "pass"),
            ((string?)change["item"], (string?)change["before"]!["status"], (string?)change["now"]!["status"])
        );
        Assert.False((bool)preview["same_graders"]!);
    }

    [Fact]
    public async Task Each_step_of_a_grader_is_told()
    {
        await GradeAsync();

        var explained = await _bench.RunAsync("grade", "r", "--with", "last.yaml", "--explain", "b", "--json");

        Assert.True(explained.Exit == 0, explained.Error);
        var response = JsonNode.Parse(explained.Out)!["explained"]!.AsArray().Single()!;
        Assert.Equal("2 + 3 = 5", (string?)response["response"]);
        Assert.Equal(
            [("extract a number", "5"), ("number read", "5"), ("compared with", "5")],
            response["graders"]![0]!["steps"]!.AsArray().Select(step => ((string)step!["what"]!, (string)step["text"]!))
        );
    }

    [Fact]
    public async Task Without_a_file_the_graders_are_those_of_the_eval_set_as_they_are_now()
    {
        await GradeAsync();
        _bench.Write("evalsets/sums/evalset.yaml", _bench.Read("last.yaml"));

        var explained = await _bench.RunAsync("grade", "r", "--explain", "b");

        Assert.True(explained.Exit == 0, explained.Error);
        Assert.StartsWith("b: pass 1.000", explained.Out, StringComparison.Ordinal);
        Assert.Contains("right (number): 1.000, number.equal", explained.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grade|r|--with|none.yaml", "none.yaml: There is no such file.")]
    [InlineData("grade|r|--explain|d", "did not ask “d”.")]
    [InlineData("grade|--with|last.yaml", "--with and --explain need a run: promptlab grade RUN --with FILE")]
    [InlineData("grade|--evalset|sums|--responses|r.csv|--with|last.yaml", "grade the file first, and give its --name as the run.")]
    public async Task What_can_not_be_shown_is_refused(string command, string problem)
    {
        await GradeAsync();

        var result = await _bench.RunAsync(command.Split('|'));

        Assert.Equal(2, result.Exit);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grader_that_can_not_be_made_is_refused_at_its_line_in_the_file()
    {
        await GradeAsync();
        _bench.Write("last.yaml", Set.Replace("type: number", "type: numbr", StringComparison.Ordinal));

        var result = await _bench.RunAsync("grade", "r", "--with", "last.yaml");

        Assert.Equal(2, result.Exit);
        Assert.Contains("last.yaml:5: “numbr” is no known grader. Did you mean “number”?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_of_the_holdout_are_counted_and_never_shown()
    {
        await GradeAsync();
        _bench.Write(
            "evalsets/sums/evalset.yaml",
            Set.Replace("data:", "splits: { dev: {}, holdout: { purpose: confirm } }\ndata:", StringComparison.Ordinal)
        );
        _bench.Write("evalsets/sums/items.csv", "id,message,expected,split\na,2 + 2,4,dev\nb,2 + 3,5,holdout\nc,2 + 4,6,dev\n");

        var preview = await _bench.RunAsync("grade", "r", "--with", "last.yaml");
        var explained = await _bench.RunAsync("grade", "r", "--explain", "b");

        Assert.Contains("Left out: 1 of the holdout.", preview.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("2 + 3", preview.Out, StringComparison.Ordinal);
        Assert.Equal(2, explained.Exit);
        Assert.Contains("“b” is in the holdout", explained.Error, StringComparison.Ordinal);
    }

    private async Task GradeAsync()
    {
        var graded = await _bench.RunAsync("grade", "--evalset", "sums", "--responses", "r.csv");
        Assert.True(graded.Exit == 0, graded.Error);
    }
}
