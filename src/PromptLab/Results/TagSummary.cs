using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>How the items of one tag came out.</summary>
public sealed record TagSummary
{
    /// <summary>The tag.</summary>
    public required string Tag { get; init; }

    /// <summary>How many results it has, errors and undecided ones among them.</summary>
    public required int Results { get; init; }

    /// <summary>How many of them have a score.</summary>
    public required int Scored { get; init; }

    /// <summary>How many of them passed.</summary>
    public required int Passed { get; init; }

    /// <summary>The mean over the scored items of the share of their repeats that passed, 0 to 1; null where nothing was scored.</summary>
    public required double? PassRate { get; init; }

    /// <summary>The 95% interval of the pass rate; null where nothing was scored.</summary>
    public required Interval? PassInterval { get; init; }

    /// <summary>Adds up the results of one tag, in the order of item and repeat.</summary>
    internal sealed class Accumulator
    {
        private readonly RateAccumulator _rate = new();
        private readonly RepeatAverage _passes;
        private int _results;
        private int _scored;
        private int _passed;

        public Accumulator() => _passes = new RepeatAverage(item => _rate.Add(item.Value, item.Repeats, item.Cluster));

        public void Add(ItemResult result)
        {
            _results++;
            if (result.Score is null)
                return;
            _scored++;
            _passed += RunSummary.Passes(result) ? 1 : 0;
            _passes.Add(result, RunSummary.Passes(result) ? 1 : 0);
        }

        public TagSummary Summary(string tag)
        {
            _passes.End();
            return new TagSummary
            {
                Tag = tag,
                Results = _results,
                Scored = _scored,
                Passed = _passed,
                PassRate = _rate.Rate,
                PassInterval = _rate.Interval,
            };
        }
    }
}
