using CsCheck;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class MultipleTestingTests
{
    // 0.01·3, then 0.02·2 = 0.04, then 0.03·1, which may not fall below what came before; BH: 0.01·3/1, 0.02·3/2, 0.03·3/3, all 0.03.
    [Fact]
    public void Three_values_are_adjusted_in_the_order_given()
    {
        AssertNear([0.04, 0.03, 0.04], MultipleTesting.Holm([0.03, 0.01, 0.02]));
        AssertNear([0.03, 0.03, 0.03], MultipleTesting.BenjaminiHochberg([0.03, 0.01, 0.02]));
        AssertNear([0.09, 0.03, 0.06], MultipleTesting.Bonferroni([0.03, 0.01, 0.02]));
    }

    // R multtest mt.rawp2adjp, as quoted in the tests of statsmodels: the first four of ten.
    [Fact]
    public void Ten_values_are_adjusted_as_R_does()
    {
        double[] p =
        [
            5.23656777208e-05,
            0.00028140506198,
            0.0149877310796,
            0.0202732688798,
            0.177096952723,
            0.642193923795,
            0.680845947633,
            0.71626938238,
            0.838541367553,
            0.967833824309,
        ];

        AssertNear([0.000523656777208, 0.00253264555782, 0.1199018486368, 0.1419128821586], MultipleTesting.Holm(p).Take(4));
        AssertNear([0.000523656777208, 0.00140702530990, 0.04995910359867, 0.0506831721995], MultipleTesting.BenjaminiHochberg(p).Take(4));
        Assert.Equal(1, MultipleTesting.Holm(p)[4]);
    }

    [Fact]
    public void Bonferroni_is_never_below_Holm_nor_Holm_below_Benjamini_Hochberg_nor_that_below_the_raw_values() =>
        Gen.Double[0, 1]
            .Array[0, 20]
            .Sample(p =>
            {
                var (bonferroni, holm, benjaminiHochberg) = (
                    MultipleTesting.Bonferroni(p),
                    MultipleTesting.Holm(p),
                    MultipleTesting.BenjaminiHochberg(p)
                );
                for (var i = 0; i < p.Length; i++)
                {
                    Assert.InRange(bonferroni[i], holm[i] - 1e-12, 1);
                    Assert.InRange(holm[i], benjaminiHochberg[i] - 1e-12, 1);
                    Assert.InRange(benjaminiHochberg[i], p[i] - 1e-12, 1);
                }
            });

    [Fact]
    public void Holm_keeps_the_order_of_the_raw_values() =>
        Gen.Double[0, 1]
            .Array[2, 20]
            .Sample(p =>
            {
                var holm = MultipleTesting.Holm(p);
                var sorted = Enumerable.Range(0, p.Length).OrderBy(i => p[i]).Select(i => holm[i]).ToArray();
                Assert.Equal(sorted.Order(), sorted);
            });

    // Which is why only raw values may be given: 0.02 and 0.03 are 0.04 and 0.04 once, 0.08 and 0.08 twice.
    [Fact]
    public void Holm_on_already_adjusted_p_adjusts_them_again()
    {
        AssertNear([0.04, 0.04], MultipleTesting.Holm([0.02, 0.03]));
        AssertNear([0.08, 0.08], MultipleTesting.Holm(MultipleTesting.Holm([0.02, 0.03])));
    }

    [Fact]
    public void A_single_value_stays_as_it_is() => AssertNear([0.03], MultipleTesting.Holm([0.03]));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void What_is_no_p_value_is_refused(double p)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Holm([0.5, p]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.BenjaminiHochberg([0.5, p]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Bonferroni([0.5, p]));
    }

    private static void AssertNear(IEnumerable<double> expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
}
