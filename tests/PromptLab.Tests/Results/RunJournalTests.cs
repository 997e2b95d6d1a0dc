using System.Text;
using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Tests.Cli;
using static PromptLab.Tests.Results.SomeResults;

namespace PromptLab.Tests.Results;

public sealed class RunJournalTests : IDisposable
{
    private readonly TestBench _bench = new();

    private string JournalPath => Path.Combine(_bench.Folder, "items.jsonl");

    [Fact]
    public void What_was_appended_is_in_the_file_before_the_journal_is_closed()
    {
        using var journal = new RunJournal(JournalPath);
        journal.Append(Scored("b", 0));
        journal.Append(Scored("a", 1));

        var read = JournalReader.ReadAll(JournalPath, "items.jsonl", new Problems());

        Assert.Equal(["a", "b"], read.Select(result => result.ItemId));
    }

    [Fact]
    public void A_result_comes_back_as_it_was()
    {
        var text = "quotes \" and \\ and { } and \u0000\u0007\u2028 and “é” and 😀\nnew line";
        var result = Scored("a", 0.3333333333333333, repeat: 2, weight: 1.5, "x", "y") with
        {
            Output = text,
            Cluster = "c",
            Split = "dev",
            RequestKey = "sha256:1",
        };

        var back = ItemResultJson.Read(Encoding.UTF8.GetBytes(ItemResultJson.Write(result)));

        Assert.Equal(ItemResultJson.Write(result), ItemResultJson.Write(back));
        Assert.Equal(text, back.Output);
        Assert.Equal((result.Score, result.Latency, result.CostUsd, result.Usage), (back.Score, back.Latency, back.CostUsd, back.Usage));
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_left_out_and_said()
    {
        using (var journal = new RunJournal(JournalPath))
            journal.Append(Scored("a", 1));
        await File.AppendAllTextAsync(JournalPath, ItemResultJson.Write(Scored("b", 1))[..40], TestContext.Current.CancellationToken);
        var problems = new Problems();

        var read = JournalReader.ReadAll(JournalPath, "items.jsonl", problems);

        Assert.Single(read);
        Assert.Equal(
            "items.jsonl:2: The last line was cut off while it was written; it is left out.",
            Assert.Single(problems.Found).ToString()
        );
        Assert.False(problems.HasErrors);
    }

    [Fact]
    public void A_broken_line_in_the_middle_is_an_error_with_its_line()
    {
        _bench.Write("items.jsonl", ItemResultJson.Write(Scored("a", 1)) + "\n{\"oops\": 1}\n");
        var problems = new Problems();

        JournalReader.ReadAll(JournalPath, "items.jsonl", problems);

        Assert.Equal(2, Assert.Single(problems.Found).Line);
        Assert.True(problems.HasErrors);
    }

    public void Dispose() => _bench.Dispose();
}
