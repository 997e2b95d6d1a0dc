using PromptLab.Comparing;
using static PromptLab.Tests.Comparing.SomeSamples;

namespace PromptLab.Tests.Comparing;

public sealed class CorrectionTests
{
    // golden_public.json: multiplicity-7 (statsmodels, R p.adjust).
    private static readonly double[] Plain = [0.001, 0.012, 0.014, 0.019, 0.04, 0.21, 0.5];
    private static readonly double[] Holm = [0.007, 0.072, 0.072, 0.076, 0.12, 0.42, 0.5];

    [Fact]
    public void Comparisons_with_one_baseline_are_corrected_together_and_keep_their_plain_p()
    {
        var corrected = Correction.Holm([.. Plain.Select(With)], []);

        Assert.All(corrected.Zip(Plain, Holm), one =>
        {
            Assert.Equal(one.Second, one.First.PValue);
            Assert.Equal(one.Third, one.First.CorrectedPValue!.Value, 1e-9);
            Assert.Equal(7, one.First.Family);
        });
    }

    [Fact]
    public void Comparisons_that_were_made_before_count_in_the_family()
    {
        var corrected = Correction.Holm([With(Plain[4]), With(Plain[0])], [.. Plain.Where((_, i) => i is not (0 or 4))]);

        Assert.Equal([Holm[4], Holm[0]], corrected.Select(one => Math.Round(one.CorrectedPValue!.Value, 9)));
        Assert.All(corrected, one => Assert.Equal(7, one.Family));
    }

    [Fact]
    public void One_comparison_alone_is_as_it_was()
    {
        var alone = Assert.Single(Correction.Holm([With(0.04)], []));

        Assert.Equal((0.04, 1), (alone.CorrectedPValue, alone.Family));
    }

    [Fact]
    public void What_is_corrected_already_is_not_corrected_twice()
    {
        var once = Correction.Holm([.. Plain.Select(With)], []);

        Assert.Equal(once, Correction.Holm(once, []));
    }

    [Fact]
    public void Evidence_without_a_p_stays_as_it_is_and_counts_for_nothing()
    {
        var nothing = Of([], []).Weigh();

        var corrected = Correction.Holm([With(0.03), nothing], []);

        Assert.Equal((0.03, 1), (corrected[0].CorrectedPValue, corrected[0].Family));
        Assert.Equal(nothing, corrected[1]);
    }

    [Fact]
    public void Graders_keep_their_names()
    {
        var corrected = Correction.OfParts([new NamedEvidence("form", With(0.03)), new NamedEvidence("content", With(0.02))], versions: 1);

        Assert.Equal([("form", 0.04), ("content", 0.04)], corrected.Select(one => (one.Name, one.Evidence.CorrectedPValue!.Value)));
    }

    private static PairedEvidence With(double p) => Binary(0, 10, 100).Weigh() with { PValue = p };
}
