using PromptLab.Files;

namespace PromptLab.Tests.Files;

public sealed class ManyProblemsTests
{
    [Fact]
    public void Ten_thousand_problems_are_listed_and_then_one_that_says_there_are_more()
    {
        var problems = new Problems();
        for (var line = 1; line <= 1_000_000; line++)
            problems.Add("items.csv", line, "The id is empty.");

        Assert.Equal(10_001, problems.Found.Count);
        Assert.Equal(
            "items.csv: There are more problems here; the first 10,000 are listed. Fix these first.",
            problems.Found[^1].ToString()
        );
        Assert.True(problems.HasErrors);
    }

    [Fact]
    public void An_error_behind_ten_thousand_warnings_is_an_error()
    {
        var problems = new Problems();
        for (var line = 1; line <= 20_000; line++)
            problems.Warn("items.csv", line, "The column is not read.");
        Assert.False(problems.HasErrors);

        problems.Add("items.csv", 7, "The id is empty.");

        Assert.True(problems.HasErrors);
        Assert.Equal("items.csv:7: The id is empty.", problems.Found[^1].ToString());
    }
}
