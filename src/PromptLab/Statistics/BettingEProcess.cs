namespace PromptLab.Statistics;

/// <summary>
/// Sequential evidence that graded differences are above 0 on average; it may be checked after every item. Not thread-safe.
/// </summary>
/// <remarks>
/// The average wealth of six gamblers, each of whom always bets the same share λ of it on the next difference: the mean over λ
/// of Π(1 + λ·d). If the differences have a mean of 0 or less, the probability that it ever reaches 1/α is at most α:
/// Waudby-Smith and Ramdas, “Estimating Means of Bounded Random Variables by Betting”, JRSS B 86(1), 2024,
/// https://arxiv.org/abs/2010.09686. Items must come in random order.
/// </remarks>
internal sealed class BettingEProcess
{
    private static readonly double[] Shares = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5];

    private readonly double[] _logs = new double[Shares.Length];
    private readonly HighestEvidence _evidence = new();

    /// <summary>The number of differences added so far.</summary>
    public int Count { get; private set; }

    /// <summary>The current evidence: 1 before any item, above 1 in favour of the candidate, infinite when it exceeds a double.</summary>
    public double EValue => Math.Exp(_evidence.LogE);

    /// <summary>1 / the highest evidence so far, at most 1: a p value that is valid whenever you stop. Never 0.</summary>
    public double AlwaysValidP => _evidence.AlwaysValidP;

    /// <summary>Adds the difference of an item, candidate minus baseline.</summary>
    /// <param name="difference">From −1 to 1.</param>
    public void Add(double difference)
    {
        if (difference is not (>= -1 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "A difference of scores lies from −1 to 1.");
        Count++;
        for (var i = 0; i < Shares.Length; i++)
            _logs[i] += Math.Log(1 + (Shares[i] * difference));
        var highest = _logs.Max();
        _evidence.Add(highest + Math.Log(_logs.Average(log => Math.Exp(log - highest))));
    }
}
