using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>Pairs wanted elements with found ones, as many as can be paired at once (Kuhn's algorithm for bipartite matching).</summary>
internal sealed class Pairing
{
    private const int Nobody = -1;

    private readonly Func<int, int, bool> _isMatch;
    private readonly WorkBudget _budget;
    private readonly int[] _pairs;
    private readonly int[] _takenBy;
    private readonly Dictionary<(int, int), bool> _known = [];

    private Pairing(int wanted, int found, Func<int, int, bool> isMatch, WorkBudget budget)
    {
        (_isMatch, _budget, _pairs, _takenBy) = (isMatch, budget, new int[wanted], new int[found]);
        Array.Fill(_pairs, Nobody);
        Array.Fill(_takenBy, Nobody);
    }

    /// <summary>For each wanted element the index of the found one that it is paired with, or −1.</summary>
    /// <param name="wanted">The number of wanted elements.</param>
    /// <param name="found">The number of found elements.</param>
    /// <param name="isMatch">True if a wanted element may be paired with a found one; asked once for each two.</param>
    /// <param name="budget">Bounds the work.</param>
    public static int[] Of(int wanted, int found, Func<int, int, bool> isMatch, WorkBudget budget)
    {
        var pairing = new Pairing(wanted, found, isMatch, budget);
        for (var i = 0; i < wanted; i++)
            pairing.TryPair(i);
        return pairing._pairs;
    }

    // Along a path of pairs that can change partners, without recursion: lists may be long.
    private void TryPair(int start)
    {
        var cameFrom = new Dictionary<int, int>(); // found → the wanted one that asked for it
        var asking = new Queue<int>([start]);
        while (asking.TryDequeue(out var i))
        {
            for (var j = 0; j < _takenBy.Length; j++)
            {
                _budget.Spend();
                if (cameFrom.ContainsKey(j) || !Matches(i, j))
                    continue;
                cameFrom[j] = i;
                if (_takenBy[j] == Nobody)
                {
                    Assign(j, cameFrom);
                    return;
                }

                asking.Enqueue(_takenBy[j]);
            }
        }
    }

    private void Assign(int last, Dictionary<int, int> cameFrom)
    {
        for (var j = last; j != Nobody; )
        {
            var i = cameFrom[j];
            var before = _pairs[i];
            (_pairs[i], _takenBy[j]) = (j, i);
            j = before;
        }
    }

    private bool Matches(int i, int j)
    {
        if (!_known.TryGetValue((i, j), out var isSame))
            _known[(i, j)] = isSame = _isMatch(i, j);
        return isSame;
    }
}
