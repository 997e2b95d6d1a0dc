using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>Pairs wanted elements with found ones, as many as can be paired at once.</summary>
internal static class Pairing
{
    private const int Nobody = -1;

    /// <summary>
    /// For each wanted element the index of the found one that it is paired with, or −1; the largest number of pairs (Kuhn's algorithm for
    /// bipartite matching).
    /// </summary>
    /// <param name="wanted">The number of wanted elements.</param>
    /// <param name="found">The number of found elements.</param>
    /// <param name="isMatch">True if a wanted element may be paired with a found one; asked once for each two.</param>
    /// <param name="budget">Bounds the work.</param>
    public static int[] Of(int wanted, int found, Func<int, int, bool> isMatch, WorkBudget budget)
    {
        var pairs = new int[wanted];
        var takenBy = new int[found];
        Array.Fill(pairs, Nobody);
        Array.Fill(takenBy, Nobody);
        var known = new Dictionary<(int, int), bool>();
        for (var i = 0; i < wanted; i++)
            TryPair(i);
        return pairs;

        // Along a path of pairs that can change partners, without recursion: lists may be long.
        void TryPair(int start)
        {
            var cameFrom = new Dictionary<int, int>(); // found → the wanted one that asked for it
            var asking = new Queue<int>([start]);
            while (asking.TryDequeue(out var i))
            {
                for (var j = 0; j < found; j++)
                {
                    budget.Spend();
                    if (cameFrom.ContainsKey(j) || !Matches(i, j))
                        continue;
                    cameFrom[j] = i;
                    if (takenBy[j] == Nobody)
                    {
                        Assign(j, cameFrom);
                        return;
                    }

                    asking.Enqueue(takenBy[j]);
                }
            }
        }

        void Assign(int last, Dictionary<int, int> cameFrom)
        {
            for (var j = last; j != Nobody; )
            {
                var i = cameFrom[j];
                var before = pairs[i];
                (pairs[i], takenBy[j]) = (j, i);
                j = before;
            }
        }

        bool Matches(int i, int j)
        {
            if (!known.TryGetValue((i, j), out var isSame))
                known[(i, j)] = isSame = isMatch(i, j);
            return isSame;
        }
    }
}
