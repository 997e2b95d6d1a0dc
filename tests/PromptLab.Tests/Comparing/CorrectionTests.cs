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

    // Two versions, each with a pass rate and a mean score, after one that is known by its pass rate: six verdicts, the score of the
    // earlier one unknown. By hand, in the order of p: 0.01 · 6, 0.02 · 5, 0.03 · 4, 0.04 · 3.
    [Fact]
    public void Pass_rates_and_mean_scores_of_all_versions_are_one_family()
    {
        var corrected = Correction.OfVersions([(With(0.02), With(0.01)), (With(0.04), With(0.03))], [0.5]);

        Assert.Equal([0.10, 0.12], corrected.Select(one => Math.Round(one.PassRate.CorrectedPValue!.Value, 12)));
        Assert.Equal([0.06, 0.12], corrected.Select(one => Math.Round(one.Score!.CorrectedPValue!.Value, 12)));
        Assert.All(corrected, one => Assert.Equal((6, 6), (one.PassRate.Family, one.Score!.Family)));
    }

    [Fact]
    public void Where_every_score_is_the_pass_it_is_one_verdict()
    {
        var corrected = Assert.Single(Correction.OfVersions([(With(0.02), null)], [0.5]));

        Assert.Equal((0.04, 2), (corrected.PassRate.CorrectedPValue, corrected.PassRate.Family));
        Assert.Null(corrected.Score);
    }

    // Ten tags: four have one changed item (p is at least ½), six have ten. Six tests stay, times three versions.
    [Fact]
    public void Parts_that_could_show_nothing_leave_before_the_correction()
    {
        NamedEvidence[] tags =
        [
            .. Enumerable.Range(0, 4).Select(i => new NamedEvidence($"few{i}", Binary(0, 1, 100).Weigh())),
            .. Enumerable.Range(0, 6).Select(i => new NamedEvidence($"many{i}", Binary(0, 10, 100).Weigh() with { PValue = 0.001 })),
        ];

        var corrected = Correction.OfParts(tags, versions: 3);

        Assert.All(corrected.Take(4), tag => Assert.Equal(1, tag.Evidence.CorrectedPValue));
        Assert.All(corrected.Skip(4), tag =>
            Assert.Equal((0.018, 18), (Math.Round(tag.Evidence.CorrectedPValue!.Value, 12), tag.Evidence.Family))
        );
    }

    private static PairedEvidence With(double p) => Binary(0, 10, 100).Weigh() with { PValue = p };
}
