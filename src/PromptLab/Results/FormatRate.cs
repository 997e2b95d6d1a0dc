using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>Adds up how many responses have the form that was asked for, in the order of item and repeat.</summary>
internal sealed class FormatRate
{
    private readonly RateAccumulator _rate = new();
    private readonly RepeatAverage _follows;

    public FormatRate() => _follows = new RepeatAverage(item => _rate.Add(item.Value, item.Repeats, item.Cluster));

    /// <summary>How many responses were judged.</summary>
    public int Judged { get; private set; }

    /// <summary>How many of them have the form.</summary>
    public int Followed { get; private set; }

    /// <summary>The mean over items of the share of their judged repeats, 0 to 1; null without any.</summary>
    public double? Rate => Judged == 0 ? null : _rate.Rate;

    /// <summary>The 95% interval of the rate; null without any.</summary>
    public Interval? Interval => Judged == 0 ? null : _rate.Interval;

    public void Add(ItemResult result)
    {
        if (result.Grade?.FollowsFormat is not { } follows)
            return;
        Judged++;
        Followed += follows ? 1 : 0;
        _follows.Add(result, follows ? 1 : 0);
    }

    /// <summary>Takes in the last item.</summary>
    public void End() => _follows.End();
}
