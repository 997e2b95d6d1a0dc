using PromptLab.Grading.Texts;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Texts;

public sealed class CountGraderTests
{
    [Theory]
    [InlineData("what: words, min: 3", "one two three", "1 count.within")]
    [InlineData("what: words, exact: 2", "½ cup", "1 count.within")]
    [InlineData("what: words, min: 4", "one two three", "0 count.under")]
    [InlineData("what: words, max: 2", "one two three", "0 count.over")]
    [InlineData("what: words, exact: 3", "one two three", "1 count.within")]
    [InlineData("what: words, exact: 2", "one two three", "0 count.over")]
    [InlineData("what: words, min: 2, max: 3", "one two three", "1 count.within")]
    [InlineData("what: bullets, exact: 0", "No list.", "1 count.within")]
    [InlineData("what: characters, exact: 3", " a👩‍👩‍👧b\n", "1 count.within")] // trimmed; a family is one character
    [InlineData("pattern: '\\bplease\\b', exact: 2", "please, Please, please", "1 count.within")]
    [InlineData("pattern: '\\bplease\\b', exact: 3, ignore_case: true", "please, Please, please", "1 count.within")]
    [InlineData("pattern: 'x*', exact: 1", "axxxb", "1 count.within")] // empty matches don't count
    [InlineData("what: words, exact: 2, extract: { tag: a }", "<a>two words</a> and more", "1 count.within")]
    public async Task What_is_wanted_is_counted(string options, string response, string code) =>
        Assert.Equal(code, await CodeAsync($"type: count, {options}", response));

    [Fact]
    public async Task The_reason_says_how_many_there_are_and_should_be()
    {
        var score = await ScoreAsync("type: count, what: words, min: 5, max: 9", "one two three");

        Assert.Equal("It has 3 words, and should have from 5 to 9.", score.Reason);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("— & - …", 0)]
    [InlineData("a well-known author's 3.5 km/h", 5)]
    [InlineData("yes—no", 2)]
    [InlineData("yes--no", 2)]
    [InlineData("你好，世界。", 4)]
    [InlineData("iPhone手机 OK", 4)]
    [InlineData("カタカナ", 4)]
    [InlineData("안녕하세요 세계", 2)]
    [InlineData("नमस्ते दुनिया।", 2)]
    [InlineData("مرحبا بالعالم", 2)]
    [InlineData("naïve cafe\u0301", 2)]
    [InlineData("1. First\n2. Second", 4)]
    [InlineData("**bold** _it_", 2)]
    public void Words_of_scripts_with_blanks_and_of_chinese_and_japanese_are_counted(string text, int words) =>
        Assert.Equal(CountRange.Of(words), WordCounter.Count(text));

    [Theory]
    [InlineData("what: words, min: 3", "? count.unsure")]
    [InlineData("what: words, min: 100", "0 count.under")]
    [InlineData("what: words, max: 100", "1 count.within")]
    [InlineData("what: words, exact: 0", "0 count.over")]
    public async Task Words_of_thai_are_counted_as_far_as_they_can_be(string options, string code) =>
        Assert.Equal(code, await CodeAsync($"type: count, {options}", "สวัสดีครับ ยินดีต้อนรับ"));

    [Theory]
    [InlineData("a\n\nb\n \nc", 3)]
    [InlineData("a\nb\r\nc", 1)]
    [InlineData("a\n\n---\n\nb", 2)]
    [InlineData("a\n\n```\nx\n\ny\n```\n\nb", 3)]
    [InlineData("\n\n", 0)]
    public void Paragraphs_stand_between_blank_lines(string text, int paragraphs) =>
        Assert.Equal(paragraphs, TextBlocks.CountParagraphs(text));

    [Theory]
    [InlineData("- a\n- b\n  * c\n• d\n+ e", 5)]
    [InlineData("1. a\n2) b", 0)]
    [InlineData("**bold**\n---\n- - -\n-5 degrees", 0)]
    [InlineData("```yaml\n- a\n```\n- b", 1)]
    [InlineData("・項目", 1)]
    public void Bullets_are_marks_before_a_text(string text, int bullets) => Assert.Equal(bullets, TextBlocks.CountBullets(text));

    [Theory]
    [InlineData("a\r\n\r\nb\u2028c\n", 3)]
    [InlineData("", 0)]
    public void Lines_that_are_blank_do_not_count(string text, int lines) => Assert.Equal(lines, TextBlocks.CountLines(text));

    [Theory]
    [InlineData("max: 3", "either “what” or “pattern”")]
    [InlineData("what: words, pattern: x, max: 3", "either “what” or “pattern”")]
    [InlineData("what: word, max: 3", "Did you mean “words”?")]
    [InlineData("what: words", "needs “min”, “max” or “exact”")]
    [InlineData("what: words, exact: 3, max: 4", "“exact” besides")]
    [InlineData("what: words, min: 5, max: 4", "no response could pass")]
    [InlineData("what: words, min: 0", "none could fail")]
    [InlineData("what: words, max: many", "whole number")]
    [InlineData("pattern: '(', max: 3", "no valid pattern")]
    public void A_wrong_definition_is_refused(string options, string problem)
    {
        var problems = ProblemsOf($"type: count, {options}", Item("\"5\""));

        Assert.Contains(problem, problems, StringComparison.Ordinal);
        Assert.StartsWith("evalsets/t/evalset.yaml:5: ", problems, StringComparison.Ordinal);
    }
}
