using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>The tokens and the money of a run. What is unknown is counted, never added as 0.</summary>
public sealed record UsageSummary
{
    /// <summary>The input tokens of the calls that report them, cached ones among them; null where none does.</summary>
    public required long? InputTokens { get; init; }

    /// <summary>The output tokens of the calls that report them, reasoning among them; null where none does.</summary>
    public required long? OutputTokens { get; init; }

    /// <summary>How many answered calls did not report their tokens.</summary>
    public required int Unreported { get; init; }

    /// <summary>
    /// What the run paid for the calls whose price is known, failed ones and failed attempts among them, in US dollars;
    /// null where that of none is.
    /// </summary>
    public required decimal? KnownCostUsd { get; init; }

    /// <summary>How many answered calls have no known price.</summary>
    public required int Unpriced { get; init; }

    /// <summary>What the run paid in US dollars; null where the price of any answered call is unknown.</summary>
    public decimal? CostUsd => Unpriced == 0 ? KnownCostUsd : null;

    /// <summary>
    /// What the answers cost when they were asked, cached ones among them, in US dollars; null where that of any is
    /// unknown. This is what versions are compared by.
    /// </summary>
    public required decimal? UncachedCostUsd { get; init; }

    /// <summary>How many requests were sent, every attempt counted.</summary>
    public required int Requests { get; init; }

    /// <summary>How many answers a recording or a cache gave.</summary>
    public required int Cached { get; init; }

    /// <summary>Adds up what results used. Failed calls may have used something too.</summary>
    internal sealed class Accumulator
    {
        private long? _input;
        private long? _output;
        private decimal? _cost;
        private decimal _uncachedCost;
        private int _answered;
        private int _unreported;
        private int _unpriced;
        private int _unpricedWhenAsked;
        private int _requests;
        private int _cached;

        public void Add(ItemResult result)
        {
            if (result.Usage is { } usage)
                (_input, _output) = ((_input ?? 0) + usage.Input, (_output ?? 0) + usage.Output);
            if (result.CostUsd is { } cost)
                _cost = (_cost ?? 0) + cost;
            var whenAsked = result.Cached ? result.OriginalCostUsd : result.CostUsd;
            _uncachedCost += whenAsked ?? 0;
            _requests += result.Attempts;
            if (result.Failure is not null)
                return;
            _answered++;
            _unreported += result.Usage is null ? 1 : 0;
            _unpriced += result.CostUsd is null ? 1 : 0;
            _unpricedWhenAsked += whenAsked is null ? 1 : 0;
            _cached += result.Cached ? 1 : 0;
        }

        public UsageSummary Summary() =>
            new()
            {
                InputTokens = _input,
                OutputTokens = _output,
                Unreported = _unreported,
                KnownCostUsd = _cost,
                Unpriced = _unpriced,
                UncachedCostUsd = _answered == 0 || _unpricedWhenAsked > 0 ? null : _uncachedCost,
                Requests = _requests,
                Cached = _cached,
            };
    }
}
