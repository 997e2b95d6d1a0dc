using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Tests.Models;

public sealed class PricingTests
{
    private static readonly ModelPrice Price = new()
    {
        InputPerMillion = 0.40m,
        CachedInputPerMillion = 0.10m,
        OutputPerMillion = 1.60m,
    };

    // 36 × 0.40 + 64 × 0.10 + (20 + 40) × 1.60 = 14.4 + 6.4 + 96 = 116.8 millionths
    [Fact]
    public void Each_kind_of_token_has_its_price_and_reasoning_is_output() =>
        Assert.Equal(
            0.0001168m,
            Pricing.CostOf(
                new TokenUsage
                {
                    InputUncached = 36,
                    CacheRead = 64,
                    OutputVisible = 20,
                    Reasoning = 40,
                },
                Price
            )
        );

    [Fact]
    public void Without_a_price_or_without_usage_the_cost_is_unknown_and_not_zero()
    {
        Assert.Null(Pricing.CostOf(new TokenUsage { InputUncached = 1, OutputVisible = 1 }, price: null));
        Assert.Null(Pricing.CostOf(usage: null, Price));
    }

    [Fact]
    public void Tokens_of_a_kind_without_a_price_make_the_cost_unknown_and_none_of_them_do_not()
    {
        var price = Price with { CachedInputPerMillion = null };

        Assert.Null(
            Pricing.CostOf(
                new TokenUsage
                {
                    InputUncached = 36,
                    CacheRead = 64,
                    OutputVisible = 20,
                },
                price
            )
        );
        Assert.Equal(0.0000464m, Pricing.CostOf(new TokenUsage { InputUncached = 36, OutputVisible = 20 }, price));
    }

    [Fact]
    public void Usage_is_taken_apart_so_that_no_token_is_counted_twice()
    {
        var usage = TokenUsage.From(
            new UsageDetails
            {
                InputTokenCount = 100,
                CachedInputTokenCount = 64,
                OutputTokenCount = 60,
                ReasoningTokenCount = 40,
            }
        )!;

        Assert.Equal(
            (36, 64, 20, 40, 100, 60),
            (usage.InputUncached, usage.CacheRead, usage.OutputVisible, usage.Reasoning, usage.Input, usage.Output)
        );
    }

    [Fact]
    public void Usage_of_which_a_side_is_missing_is_unknown() => Assert.Null(TokenUsage.From(new UsageDetails { InputTokenCount = 100 }));
}
