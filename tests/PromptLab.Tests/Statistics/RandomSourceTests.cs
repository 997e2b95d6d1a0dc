using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class RandomSourceTests
{
    // pcg32-demo of https://www.pcg-random.org with seed 42 and sequence 54.
    [Fact]
    public void The_numbers_are_those_of_the_reference_program()
    {
        var source = new RandomSource(42UL, 54UL);

        Assert.Equal(
            [0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e],
            Enumerable.Range(0, 6).Select(_ => source.Next())
        );
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_a_fork_does_not_depend_on_what_was_drawn_before()
    {
        var (one, other) = (new RandomSource(7), new RandomSource(7));
        other.Next();

        Assert.Equal(one.Fork("item-1").Next(), other.Fork("item-1").Next());
        Assert.NotEqual(one.Fork("item-1").Next(), one.Fork("item-2").Next());
        Assert.Equal(new RandomSource(7).Next(), new RandomSource(7).Next());
    }

    [Fact]
    public void A_sample_holds_different_numbers_below_the_bound()
    {
        var sample = new RandomSource(1).Sample(100, 30);

        Assert.Equal(30, sample.Distinct().Count());
        Assert.All(sample, number => Assert.InRange(number, 0, 99));
        Assert.Equal(Enumerable.Range(0, 10), new RandomSource(1).Sample(10, 10).Order());
    }

    // 60,000 throws of a die: each face within 4 standard deviations of 10,000 (√(60000 · 1/6 · 5/6) = 91).
    [Fact]
    public void Every_number_below_a_bound_is_as_likely_as_the_others()
    {
        var source = new RandomSource(2026);
        var faces = Enumerable.Range(0, 60_000).Select(_ => source.Below(6)).CountBy(face => face);

        Assert.All(faces, face => Assert.InRange(face.Value, 10_000 - 364, 10_000 + 364));
    }

    [Fact]
    public void Filling_gives_the_numbers_of_one_by_one()
    {
        var numbers = new uint[5];
        new RandomSource(3).Fill(numbers);
        var source = new RandomSource(3);

        Assert.Equal(numbers, Enumerable.Range(0, 5).Select(_ => source.Next()));
    }

    // The die of above.
    [Fact]
    public void Filling_below_a_bound_is_as_even_as_one_by_one()
    {
        var numbers = new int[60_000];
        new RandomSource(2026).FillBelow(numbers, 6);

        Assert.Equal(Enumerable.Range(0, 6), numbers.Distinct().Order());
        Assert.All(numbers.CountBy(number => number), face => Assert.InRange(face.Value, 10_000 - 364, 10_000 + 364));
    }

    [Fact]
    public void Filling_below_a_large_bound_leaves_no_number_out()
    {
        var numbers = new int[60_000];
        new RandomSource(7).FillBelow(numbers, 1_500_000_001);

        // Thirds of the range, each within 4 standard deviations of 20,000 (√(60000 · 1/3 · 2/3) = 115.5).
        Assert.All(numbers.CountBy(number => number / 500_000_001), third => Assert.InRange(third.Value, 20_000 - 462, 20_000 + 462));
    }
}
