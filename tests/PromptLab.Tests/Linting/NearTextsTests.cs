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
            var words =
                i < 50
                    ? [.. Enumerable.Range(0, 3 + dice.Below(30)).Select(_ => $"w{(char)('a' + dice.Below(6))}")]
                    : texts[dice.Below(50)].Split(' ');
            words[dice.Below(words.Length)] = "other";
            texts.Add(string.Join(' ', words));
        }

        var index = new NearTexts(texts);

        Assert.All(texts, text =>
            Assert.Equal(
                Enumerable
                    .Range(0, texts.Count)
                    .Where(i =>
                        texts[i] == text || NearTexts.Similarity(text.Split(' '), texts[i].Split(' ')) >= NearTexts.Threshold - 1e-12
                    ),
                index.Find(text).Select(found => found.Index).Order()
            )
        );
    }

    [Fact]
    public void A_text_of_fewer_than_three_words_is_found_where_it_is_equal_only()
    {
        string[] texts = ["one two", "", "\ud83d", "one twoo"]; // the third is half a character
        var index = new NearTexts(texts);

        Assert.All(texts, (text, i) => Assert.Equal([new NearText(i, null)], index.Find(text)));
    }

    [Theory]
    [InlineData("Please refund order 4711 today", "Please refund order 8150 today", true)] // one word in five is a number
    [InlineData("What is 12 times 35", "What is 47 times 21", false)]
    [InlineData("4 5 6 10", "1 2 4 13", false)]
    public void Digits_count_alike_where_the_text_is_not_about_them(string one, string other, bool isNear) =>
        Assert.Equal(isNear, new NearTexts([one]).Find(other).Count == 1);

    // Held each against each, 3000 texts would be compared nine million times.
    [Fact]
    public void Of_texts_whose_words_repeat_each_is_held_against_few()
    {
        const int Count = 3000;
        var dice = new RandomSource(1);
        var texts = Enumerable
            .Range(0, Count)
            .Select(_ => "please look at this: " + string.Join(' ', Enumerable.Range(0, 20).Select(_ => Word(dice.Below(400)))))
            .ToList();
        var index = new NearTexts(texts);

        Assert.All(texts, text => Assert.Single(index.Find(text)));
        Assert.InRange(texts.Sum(index.CountCandidates), Count, 10 * Count);
    }

    [Fact]
    public void Signs_of_a_script_without_blanks_are_words()
    {
        var index = new NearTexts(["我想退回上周买的那件蓝色的衣服谢谢"]);

        Assert.NotNull(Assert.Single(index.Find("我想退回上周买的那件蓝色的衣服谢啦")).Similarity);
    }

    private static string Word(int number) => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";
}
