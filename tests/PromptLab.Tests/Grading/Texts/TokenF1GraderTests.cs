using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Texts;

public sealed class TokenF1GraderTests
{
    // Worked by hand from the words that remain.
    [Theory]
    [InlineData("The cat sat.", "a cat sat down", 1, 2.0 / 3, 0.8)]
    [InlineData("Denver Broncos", "Denver Broncos", 1, 1, 1)]
    [InlineData("the Denver Broncos!", "Denver Broncos", 1, 1, 1)]
    [InlineData("It doesn't", "it doesnt", 1, 1, 1)] // SQuAD drops punctuation and joins
    [InlineData("cat cat cat", "cat", 1.0 / 3, 1, 0.5)] // each as often as in the other
    [InlineData("dog", "cat", 0, 0, 0)]
    [InlineData("???", "cat", 0, 0, 0)]
    [InlineData("我爱北京", "我爱上海", 0.5, 0.5, 0.5)] // each Chinese character is a word
    [InlineData("Größe: £5", "größe £5", 1, 1, 1)]
    public async Task The_f1_of_words_is_given_with_precision_and_recall(
        string response,
        string expected,
        double precision,
        double recall,
        double f1
    )
    {
        var score = await ScoreAsync("type: token-f1, pass: 0.5", response, $"\"{expected}\"");

        Assert.Equal(f1, score.Value!.Value, 12);
        Assert.Equal(precision, score.Metrics!["precision"], 12);
        Assert.Equal(recall, score.Metrics["recall"], 12);
    }

    [Fact]
    public async Task Articles_count_where_they_are_kept()
    {
        Assert.Equal(1, (await ScoreAsync("type: token-f1, pass: 0.5", "the cat", "\"a cat\"")).Value);
        Assert.Equal(0.5, (await ScoreAsync("type: token-f1, pass: 0.5, articles: keep", "the cat", "\"a cat\"")).Value);
    }

    [Fact]
    public async Task The_best_of_several_references_counts()
    {
        var score = await ScoreAsync("type: token-f1, pass: 0.5", "Saint Bernadette", "[\"Bernadette Soubirous\", \"saint Bernadette\"]");

        Assert.Equal((1.0, 2, 2, 2), (score.Value, score.Matches!.Right, score.Matches.Found, score.Matches.Wanted));
    }
}
