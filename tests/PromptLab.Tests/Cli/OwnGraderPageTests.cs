using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>The programs of <c>docs/own-graders.md</c>, as they stand there, grade responses from a file.</summary>
public sealed class OwnGraderPageTests : IDisposable
{
    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_program_in_python_finds_rude_words()
    {
        SkipWithout("python3");
        Write("polite", "a,Thank you.,x\nb,Damn it! Ünïcode ❤,x\n");

        var verdicts = await GradeAsync();

        Assert.Equal([(1.0, "exec.polite", null), (0.0, "exec.rude", "It says damn.")], verdicts);
    }

    [Fact]
    public async Task The_program_in_javascript_adds_numbers_up()
    {
        SkipWithout("node");
        Write("totals", "a,2 and 3,5\nb,2 and 2,5\nc,none,5\nd,7,seven\n");

        var verdicts = await GradeAsync();

        Assert.Equal(
            [
                (1.0, "exec.equal", null),
                (0.0, "exec.off", "The numbers add up to 4, not 5."),
                (null, "exec.undecided", "There is no number to add up."),
                (null, "grader.error", "The grader failed: The program “totals” says: “The expected answer is no number.”"),
            ],
            verdicts
        );
    }

    private static void SkipWithout(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(
            folders.Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe"))),
            $"{program} is not installed here."
        );
    }

    // The page's files, with one of its two graders; the rows are id, response and expected.
    private void Write(string grader, string rows)
    {
        foreach (var block in DocumentedPage.Read(File.ReadAllText(Path.Combine(SharedFiles.Root, "docs/own-graders.md"))))
        {
            var text = string.Join('\n', block.Lines) + "\n";
            if (block.Path == "promptlab.yaml")
                _bench.Write(block.Path, "schema: promptlab/config@1\n" + text);
            else if (block.Path == "evalset.yaml")
                _bench.Write(
                    "evalsets/t/evalset.yaml",
                    "schema: promptlab/evalset@1\nname: t\ndata: items.csv\ngraders:\n"
                        + block.Lines.Single(line => line.Contains($"id: {grader},", StringComparison.Ordinal))
                        + "\n"
                );
            else if (block.Path.StartsWith("graders/", StringComparison.Ordinal))
                _bench.Write(block.Path, text);
        }

        var lines = rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(',')).ToList();
        _bench.Write("evalsets/t/items.csv", "id,message,expected\n" + string.Concat(lines.Select(row => $"{row[0]},hello,{row[2]}\n")));
        _bench.Write("responses.csv", "id,response\n" + string.Concat(lines.Select(row => $"{row[0]},{row[1]}\n")));
    }

    private async Task<List<(double? Score, string Code, string? Reason)>> GradeAsync()
    {
        var result = await _bench.RunAsync("grade", "--evalset", "t", "--responses", "responses.csv");
        Assert.True(result.Exit is 0 or 3, result.Error);
        var journal = Directory.GetFiles(Path.Combine(_bench.Folder, "results"), "items.jsonl", SearchOption.AllDirectories).Single();
        var scores = File.ReadAllLines(journal).Select(line => JsonNode.Parse(line)!["grades"]![0]!).ToList();
        return
        [
            .. scores.Select(score =>
            {
                var (code, reason) = ((string)score["code"]!, (string)score["reason"]!);
                return ((double?)score["score"], code, code is "exec.polite" or "exec.equal" ? null : reason);
            }),
        ];
    }
}
