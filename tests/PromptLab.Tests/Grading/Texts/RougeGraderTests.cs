using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Texts;

public sealed class RougeGraderTests
{
    // The first pair of rouge/testdata of google-research (Apache-2.0), whose rouge_scorer_test.py states what ROUGE-1.5.5 gives for it.
    private const string Target =
        "ZfbCUIUuePaiLVUlCaUXxkpu XPeWing tUHfPMuZ',-Xd Y BrUgVJing M-HV.-DgdDaY.rFDJCRing Ht-LM EKBDXkME,yz'RBr q'wtion wIojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxer tKM L";
    private const string Prediction = "rFDJCRtion Ht-LM EKtDXkME,yz'RBr q'wer wrojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxi";

    [Theory]
    [InlineData("variant: 1", 0.68750, 0.40741, 0.51163)]
    [InlineData("variant: 1, stemmer: true", 0.68750, 0.40741, 0.51163)]
    [InlineData("variant: 2", 0.53333, 0.30769, 0.39024)]
    [InlineData("variant: 2, stemmer: true", 0.53333, 0.30769, 0.39024)]
    [InlineData("variant: L", 0.68750, 0.40741, 0.51163)]
    [InlineData("pass: 0.1", 0.68750, 0.40741, 0.51163)]
    public async Task The_values_are_those_of_ROUGE_155(string options, double precision, double recall, double f1)
    {
        var score = await ScoreAsync(
            options.StartsWith("pass", StringComparison.Ordinal) ? $"type: rouge, {options}" : $"type: rouge, pass: 0.1, {options}",
            Prediction,
            $"\"{Target}\""
        );

        Assert.Equal(f1, score.Value!.Value, 5);
        Assert.Equal(precision, score.Metrics!["precision"], 5);
        Assert.Equal(recall, score.Metrics["recall"], 5);
    }

    // rouge_scorer_test.py: testRouge1, testRouge2, testRougeLConsecutive, testRougeLNonConsecutive, testRougeEmpty
    [Theory]
    [InlineData("1", "testing", 1.0 / 2)]
    [InlineData("2", "testing one", 2.0 / 3)]
    [InlineData("L", "testing one", 4.0 / 5)]
    [InlineData("L", "testing two", 4.0 / 5)]
    [InlineData("1", "/", 0)]
    [InlineData("2", "/", 0)]
    [InlineData("L", "/", 0)]
    public async Task The_values_are_those_of_rouge_scores_own_tests(string variant, string response, double f1) =>
        Assert.Equal(
            f1,
            (await ScoreAsync($"type: rouge, pass: 0.1, variant: {variant}", response, "\"testing one two\"")).Value!.Value,
            12
        );

    [Theory]
    [InlineData("Die Größe zählt", "die größe", 0.8)] // 2 of 3 and 2 of 2
    [InlineData("नमस्ते दुनिया", "नमस्ते", 2.0 / 3)]
    [InlineData("北京大学", "北京", 2.0 / 3)] // 2 of 4 and 2 of 2
    public async Task Letters_of_every_script_count(string response, string expected, double f1) =>
        Assert.Equal(f1, (await ScoreAsync("type: rouge, pass: 0.1, variant: 1", response, $"\"{expected}\"")).Value!.Value, 12);

    [Fact]
    public async Task The_best_of_several_references_counts() =>
        Assert.Equal(1, (await ScoreAsync("type: rouge, pass: 0.1", "one two", "[\"three\", \"One, two!\"]")).Value);

    [Fact]
    public void A_variant_that_is_not_known_is_refused() =>
        Assert.Contains(
            "“variant” can't be “3”",
            ProblemsOf("type: rouge, pass: 0.1, variant: 3", Item("\"5\"")),
            StringComparison.Ordinal
        );
}
