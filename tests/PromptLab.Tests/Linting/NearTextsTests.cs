using PromptLab.Linting;
using PromptLab.Statistics;

namespace PromptLab.Tests.Linting;

public sealed class NearTextsTests
{
    // Of random texts over few words, the index finds just what holding each against each finds.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_index_finds_what_holding_each_text_against_each_finds(int seed)
    {
        var dice = new RandomSource(seed);
        var texts = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            var words = i < 50 ? [.. Enumerable.Range(0, 3 + dice.Below(30)).Select(_ => $"w{(char)('a' + dice.Below(6))}")] : texts[dice.Below(50)].Split(' ');
            words[dice.Below(words.Length)] = "other";
            texts.Add(string.Join(' ', words));
        }

        var index = new NearTexts(texts);

        Assert.All(texts, text => Assert.Equal(
            Enumerable.Range(0, texts.Count).Where(i => texts[i] == text || NearTexts.Similarity(text.Split(' '), texts[i].Split(' ')) >= NearTexts.Threshold - 1e-12),
            index.Find(text).Select(found => found.Index).Order()));
    }

    [Fact]
    public void A_text_of_fewer_than_three_words_is_found_where_it_is_equal_only()
    {
        string[] texts = ["one two", "", "\ud83d", "one twoo"]; // the third is half a character
        var index = new NearTexts(texts);

        Assert.All(texts, (text, i) => Assert.Equal([new NearText(i, null)], index.Find(text)));
    }

    [Fact]
    public void Signs_of_a_script_without_blanks_are_words()
    {
        var index = new NearTexts(["我想退回上周买的那件蓝色的衣服谢谢"]);

        Assert.NotNull(Assert.Single(index.Find("我想退回上周买的那件蓝色的衣服谢啦")).Similarity);
    }
}
