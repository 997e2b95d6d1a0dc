using CsCheck;
using PromptLab.Files;
using PromptLab.Grading.Texts;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Texts;

public sealed class LevenshteinGraderTests
{
    [Theory]
    [InlineData("kitten", "sitting", 1 - 3.0 / 7)] // the textbook's example: two replacements, one insertion
    [InlineData("", "abc", 0)]
    [InlineData("abc", "abc", 1)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("cafe\u0301", "caf\u0065", 1 - 1.0 / 4)] // an accent is one replaced character
    [InlineData("👩‍👩‍👧", "👩", 0)] // a family is one character
    [InlineData("日本", "日本語", 2.0 / 3)]
    public void The_ratio_is_one_minus_edits_by_the_longer_length(string one, string other, double ratio)
    {
        Assert.Equal(ratio, LevenshteinGrader.Ratio(one, other, new WorkBudget()), 12);
        Assert.Equal(ratio, LevenshteinGrader.Ratio(other, one, new WorkBudget()), 12);
    }

    [Fact]
    public void The_distance_is_that_of_F23_for_texts_of_every_length()
    {
        var oracle = new F23.StringSimilarity.Levenshtein();
        var text = Gen.String[Gen.Char["abc"], 0, 200];

        Gen.Select(text, text)
            .Sample(
                (one, other) =>
                    BitParallel.EditDistance([.. one.Select(c => (int)c)], [.. other.Select(c => (int)c)], new WorkBudget())
                    == (int)oracle.Distance(one, other),
                iter: 1000
            );
    }

    [Fact]
    public void The_longest_common_subsequence_is_that_of_F23_for_texts_of_every_length()
    {
        var oracle = new F23.StringSimilarity.LongestCommonSubsequence();
        var text = Gen.String[Gen.Char["abc"], 0, 200];

        Gen.Select(text, text)
            .Sample(
                (one, other) =>
                    BitParallel.CommonSubsequence([.. one.Select(c => (int)c)], [.. other.Select(c => (int)c)], new WorkBudget())
                    == oracle.Length(one, other),
                iter: 1000
            );
    }

    [Theory]
    [InlineData("pass: 0.5", "sitting", "\"kitten\"", "levenshtein.near")]
    [InlineData("pass: 0.6", "sitting", "\"kitten\"", "levenshtein.far")]
    [InlineData("pass: 0.9", "sitting", "[\"kitten\", \"sitting\"]", "levenshtein.near")] // the best of several
    [InlineData("pass: 0.9, ignore_case: true", "KITTEN", "\"kitten\"", "levenshtein.near")]
    public async Task It_passes_from_the_mark_on(string options, string response, string expected, string code) =>
        Assert.Equal(code, (await ScoreAsync($"type: levenshtein, {options}", response, expected)).Code);

    [Fact]
    public async Task The_reason_states_ratio_mark_and_reference() =>
        Assert.Equal(
            "The Levenshtein ratio is 0.571, below 0.6, compared with “kitten”.",
            (await ScoreAsync("type: levenshtein, pass: 0.6", "sitting", "\"kitten\"")).Reason
        );

    [Fact]
    public async Task Two_long_texts_are_too_much_work_and_not_wrong() =>
        Assert.Equal(
            "? grader.too-much-work",
            await CodeAsync(
                "type: levenshtein, pass: 0.6",
                string.Concat(Enumerable.Repeat("ab ", 20_000)),
                $"\"{string.Concat(Enumerable.Repeat("ba ", 20_000))}\""
            )
        );

    [Theory]
    [InlineData("levenshtein")]
    [InlineData("token-f1")]
    [InlineData("rouge")]
    [InlineData("bleu")]
    public void Without_a_pass_mark_a_measure_of_similarity_is_warned_of(string type)
    {
        Assert.Contains("has no “pass”", WarningsOf($"type: {type}", Item("\"5\"")), StringComparison.Ordinal);
        Assert.Equal("", WarningsOf($"type: {type}, pass: 0.5", Item("\"5\"")));
    }

    [Theory]
    [InlineData("levenshtein", " ")]
    [InlineData("token-f1", "The!")]
    [InlineData("rouge", "...")]
    [InlineData("bleu", "")]
    public void A_reference_with_nothing_to_compare_is_refused_at_its_line(string type, string expected) =>
        Assert.StartsWith(
            "evalsets/t/items.jsonl:1: ",
            ProblemsOf($"type: {type}, pass: 0.5", Item($"\"{expected}\"")),
            StringComparison.Ordinal
        );
}
