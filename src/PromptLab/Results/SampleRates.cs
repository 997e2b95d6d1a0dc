using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>
/// What k samples of each item would come to, estimated without bias from all its repeats; means over the items with at least k scored
/// repeats.
/// </summary>
public sealed record SampleRates
{
    // Few enough to be read, with the number of repeats as the last.
    private static readonly int[] Shown = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];

    /// <summary>The number of samples of each item.</summary>
    public required int K { get; init; }

    /// <summary>How many items have at least k scored repeats.</summary>
    public required int Items { get; init; }

    /// <summary>pass@k: the chance that at least one of k samples passes, from 0 to 1.</summary>
    public required MeanOfItems PassAny { get; init; }

    /// <summary>pass^k: the chance that all k samples pass, from 0 to 1.</summary>
    public required MeanOfItems PassAll { get; init; }

    /// <summary>The chance that k samples come out alike, all passing or all failing, from 0 to 1.</summary>
    public required MeanOfItems Agreement { get; init; }

    /// <summary>The highest score of k samples, from 0 to 1.</summary>
    public required MeanOfItems Best { get; init; }

    /// <summary>The lowest score of k samples, from 0 to 1.</summary>
    public required MeanOfItems Worst { get; init; }

    /// <summary>Collects the scored repeats of each item, which are added in the order of items.</summary>
    internal sealed class Accumulator
    {
        private readonly List<Item> _items = [];
        private string? _last;

        public void Add(ItemResult result)
        {
            if (result.Score is not { } score)
                return;
            if (_last != result.ItemId)
                _items.Add(new Item(result.Cluster));
            _last = result.ItemId;
            _items[^1].Add(RunSummary.Passes(result), score);
        }

        /// <summary>The rates for each number of samples from 1 up; empty where no item was sampled twice.</summary>
        public IReadOnlyList<SampleRates> Summary()
        {
            var most = _items.Count == 0 ? 0 : _items.Max(item => item.Scores.Count);
            if (most < 2)
                return [];
            foreach (var item in _items)
                item.Scores.Sort();
            return [.. Shown.Where(k => k < most).Append(most).Select(RatesOf)];
        }

        private SampleRates RatesOf(int k)
        {
            var items = _items.FindAll(item => item.Scores.Count >= k);
            return new SampleRates
            {
                K = k,
                Items = items.Count,
                PassAny = MeanOf(items, item => PassAtK.Any(item.Scores.Count, item.Passed, k)),
                PassAll = MeanOf(items, item => PassAtK.All(item.Scores.Count, item.Passed, k)),
                Agreement = MeanOf(items, item =>
                    PassAtK.All(item.Scores.Count, item.Passed, k) + PassAtK.All(item.Scores.Count, item.Scores.Count - item.Passed, k)
                ),
                Best = MeanOf(items, item => BestOfK.Highest(item.Scores, k)),
                Worst = MeanOf(items, item => BestOfK.Lowest(item.Scores, k)),
            };
        }

        // A value of each item that is 0 or 1 is one trial of it.
        private static MeanOfItems MeanOf(List<Item> items, Func<Item, double> valueOf)
        {
            var (mean, rate, isRightOrWrong) = (new WeightedMean(), new RateAccumulator(), true);
            foreach (var item in items)
            {
                var value = Math.Clamp(valueOf(item), 0, 1);
                isRightOrWrong &= value is 0 or 1;
                mean.Add(value, 1, item.Cluster);
                rate.Add(value, repeats: 1, item.Cluster);
            }

            return new MeanOfItems(mean.Mean ?? 0, isRightOrWrong ? rate.Interval : mean.Interval());
        }

        private sealed class Item(string? cluster)
        {
            public string? Cluster { get; } = cluster;

            public int Passed { get; private set; }

            public List<double> Scores { get; } = [];

            public void Add(bool passes, double score)
            {
                Passed += passes ? 1 : 0;
                Scores.Add(score);
            }
        }
    }
}

/// <summary>A mean over items.</summary>
/// <param name="Mean">The mean, from 0 to 1.</param>
/// <param name="Interval">
/// Its 95% interval: as for a pass rate where each item's value is 0 or 1, else t over items or clusters; null below two of them, and where
/// all are alike.
/// </param>
public sealed record MeanOfItems(double Mean, Interval? Interval);
