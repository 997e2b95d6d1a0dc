using PromptLab.Diagnosing;

namespace PromptLab.Tests.Diagnosing;

public sealed class DistinctiveTermsTests
{
    // “euro” stands in 9 of 10 texts here and in none of 20 there. Words here 9 + 10 + 1 = 20, there 20 + 20 = 40; the prior
    // is a third of all counts: 9 · 20/60 = 3 of 20 words. Odds 12/28 and 3/57; variance 1/12 + 1/3.
    [Fact]
    public void A_word_of_these_texts_and_not_of_the_others_comes_first_with_its_z()
    {
        var terms = DistinctiveTerms.Of(
            [.. Enumerable.Repeat("please euro euro", 9), "please other"],
            Enumerable.Repeat("please send", 20)
        );

        var term = Assert.Single(terms);
        Assert.Equal(("euro", 9), (term.Text, term.Items));
        Assert.Equal(Math.Log(12.0 / 28 * 57 / 3) / Math.Sqrt((1.0 / 12) + (1.0 / 3)), term.Z, 1e-12);
    }

    [Fact]
    public void Words_that_do_not_stand_out_are_no_label() =>
        Assert.Empty(DistinctiveTerms.Of(["send the money", "send the goods"], ["send the goods", "send the money"]));

    [Fact]
    public void Without_other_texts_nothing_stands_out() => Assert.Empty(DistinctiveTerms.Of(["one two", "one three"], []));
}
