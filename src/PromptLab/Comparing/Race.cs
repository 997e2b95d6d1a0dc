using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>
/// The race of a candidate against a finished baseline, item by item while answers arrive: it says when the candidate can
/// hardly end ahead any more, so that no further call is spent on it. Thread-safe.
/// </summary>
/// <remarks>
/// Looks are taken at the items that are complete from the beginning of the order on, so that neither concurrency nor the
/// order of arrival changes a decision. To stop is a decision about spending calls and no claim; a candidate that goes
/// through to the end is measured like any other, since nothing was accepted early.
/// </remarks>
internal sealed class Race
{
    /// <summary>
    /// The race is stopped where the probability of ending ahead is below this: it saves more than a third of the calls
    /// of an edit that does nothing, and loses few good ones.
    /// </summary>
    public const double LowestChance = 0.05;

    /// <summary>What counts as ahead: a one-sided p of at most this, as in a search for better prompts. A claim needs more.</summary>
    public const double Alpha = 0.20;

    /// <summary>How many items come between two looks; in sets of more than 500 items a hundredth of them.</summary>
    public const int ItemsBetweenLooks = 5;

    private const int MostLooks = 100;

    private readonly Lock _lock = new();
    private readonly RaceBaseline _baseline;
    private readonly IReadOnlyList<string> _order;
    private readonly int _repeats;
    private readonly int _betweenLooks;
    private readonly Dictionary<string, RepeatShare> _items;
    private readonly List<double> _differences = [];
    private int _seen;
    private int _pairs;
    private int _results;
    private volatile RaceStop? _stop;

    /// <summary>A race that is about to begin.</summary>
    /// <param name="baseline">What the candidate has to beat.</param>
    /// <param name="order">The ids of all items, in the order of asking.</param>
    /// <param name="repeats">How often the candidate is asked each item, from 1.</param>
    public Race(RaceBaseline baseline, IReadOnlyList<string> order, int repeats)
    {
        (_baseline, _order, _repeats) = (baseline, order, repeats);
        _betweenLooks = Math.Max(ItemsBetweenLooks, order.Count / MostLooks);
        _items = order.ToDictionary(id => id, _ => new RepeatShare(), StringComparer.Ordinal);
        _pairs = order.Count(baseline.Decides);
    }

    /// <summary>What the race was stopped by; null while it goes on, and for a candidate that came to the end.</summary>
    public RaceStop? Stop => _stop;

    /// <summary>
    /// How many of the candidate's calls have no result: where the race is stopped, and the calls under way have ended,
    /// those that were saved.
    /// </summary>
    public int Saved
    {
        get
        {
            lock (_lock)
                return (_order.Count * _repeats) - _results;
        }
    }

    /// <summary>Takes a result of the candidate; results may come in any order and from many threads.</summary>
    public void Take(ItemResult result)
    {
        lock (_lock)
        {
            _results++;
            _items[result.ItemId].Add(result);
            while (_stop is null && _seen < _order.Count && _items[_order[_seen]].Results == _repeats)
                See(_order[_seen]);
        }
    }

    // An item that failed or is undecided on one side is no pair: neither seen nor to come.
    private void See(string itemId)
    {
        _seen++;
        if (_baseline.DifferenceTo(itemId, _items[itemId]) is { } difference)
            _differences.Add(difference);
        else if (_baseline.Decides(itemId))
            _pairs--;
        if (_seen % _betweenLooks == 0 && _seen < _order.Count)
            Look();
    }

    private void Look()
    {
        var (lost, won) = (_differences.Count(difference => difference < 0), _differences.Count(difference => difference > 0));
        var chance =
            _repeats == 1 && _baseline.AskedOnce
                ? Futility.Binary(lost, won, _differences.Count, _pairs, Alpha)
                : Futility.Graded(_differences, _pairs, Alpha);
        if (chance < LowestChance)
            _stop = new RaceStop
            {
                After = _seen,
                Items = _order.Count,
                Lost = lost,
                Won = won,
                Chance = chance.Value,
            };
    }
}
