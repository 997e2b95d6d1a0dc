using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class SliceEnrichmentTests
{
    // The lady tasting tea (Fisher 1935): 3 of 4 right, 17/70 one-sided and 34/70 two-sided.
    [Fact]
    public void The_lady_tasting_tea_is_as_published()
    {
        var slice = SliceEnrichment.Of(3, 1, 4, 4);

        Assert.Equal(17 / 70.0, slice.POneSided, 1e-12);
        Assert.Equal(34 / 70.0, slice.FisherTwoSided, 1e-12);
    }

    // Outside of the slice 1 of 4 fails, so that 1 of its 4 is expected to: 2 more do.
    [Fact]
    public void Excess_failures_are_those_beyond_the_rate_outside() =>
        Assert.Equal(2, SliceEnrichment.Of(3, 1, 4, 4).ExcessFails!.Value, 1e-12);

    [Fact]
    public void A_slice_of_everything_or_nothing_says_nothing()
    {
        Assert.Equal((1, 1), (SliceEnrichment.Of(3, 5, 3, 5).POneSided, SliceEnrichment.Of(0, 0, 3, 5).FisherTwoSided));
        Assert.Null(SliceEnrichment.Of(3, 5, 3, 5).ExcessFails);
    }

    [Theory]
    [InlineData(4, 0, 3, 5)]
    [InlineData(0, 6, 3, 5)]
    [InlineData(-1, 0, 3, 5)]
    public void A_slice_larger_than_the_whole_is_refused(int sliceFails, int slicePasses, int totalFails, int totalPasses) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SliceEnrichment.Of(sliceFails, slicePasses, totalFails, totalPasses));
}
