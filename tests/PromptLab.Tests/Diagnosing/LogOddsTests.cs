using PromptLab.Diagnosing;

namespace PromptLab.Tests.Diagnosing;

public sealed class LogOddsTests
{
    // With the prior 4 of 20 words here and 2 of 20 there: odds 4/16 and 2/18, their ratio 2.25; variance 1/4 + 1/2.
    [Fact]
    public void The_z_score_is_the_log_odds_ratio_with_the_prior_over_its_standard_error() =>
        Assert.Equal(Math.Log(2.25) / Math.Sqrt(0.75), LogOdds.Z(3, 10, 1, 10, 1, 10), 1e-12);

    [Fact]
    public void A_word_that_both_use_alike_has_0() => Assert.Equal(0, LogOdds.Z(2, 10, 2, 10, 0.5, 10), 1e-12);

    [Fact]
    public void Which_set_is_the_first_turns_the_sign() =>
        Assert.Equal(-LogOdds.Z(7, 30, 1, 50, 0.4, 30), LogOdds.Z(1, 50, 7, 30, 0.4, 30), 1e-12);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(5, 5)]
    public void A_prior_without_the_word_or_without_other_words_is_refused(double prior, double total) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LogOdds.Z(1, 10, 1, 10, prior, total));
}
