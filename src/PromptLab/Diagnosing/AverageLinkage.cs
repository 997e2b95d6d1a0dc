namespace PromptLab.Diagnosing;

/// <summary>Agglomerative clustering: the two nearest groups are merged until all are too far apart.</summary>
/// <remarks>
/// Average linkage: the distance of two groups is the mean over all pairs across them. Sokal and Michener, “A Statistical Method for
/// Evaluating Systematic Relationships”, 1958. The time grows with the cube of the number of points: meant for some hundreds.
/// </remarks>
internal static class AverageLinkage
{
    /// <summary>
    /// The groups that remain when no two are within <paramref name="maxDistance"/> of each other. Each has the indexes of its points in
    /// ascending order, and groups are ordered by their first index. Of equal distances the earliest pair is merged.
    /// </summary>
    /// <param name="distances">A symmetric square matrix; it is not changed.</param>
    /// <param name="maxDistance">The largest distance at which two groups are merged.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Groups(double[][] distances, double maxDistance)
    {
        var current = distances.Select(row => row.ToArray()).ToArray();
        var groups = Enumerable.Range(0, current.Length).Select(index => new List<int> { index }).ToList();
        var active = Enumerable.Range(0, current.Length).ToList();
        while (Nearest(current, active) is var (one, other, distance) && distance <= maxDistance)
        {
            foreach (var third in active)
            {
                current[one][third] = current[third][one] =
                    ((groups[one].Count * current[one][third]) + (groups[other].Count * current[other][third]))
                    / (groups[one].Count + groups[other].Count);
            }

            groups[one].AddRange(groups[other]);
            active.Remove(other);
        }

        return [.. active.Select(index => groups[index].Order().ToList())];
    }

    private static (int One, int Other, double Distance) Nearest(double[][] current, List<int> active)
    {
        var nearest = (One: -1, Other: -1, Distance: double.PositiveInfinity);
        for (var i = 0; i < active.Count; i++)
        {
            var row = current[active[i]];
            for (var j = i + 1; j < active.Count; j++)
            {
                if (row[active[j]] < nearest.Distance)
                    nearest = (active[i], active[j], row[active[j]]);
            }
        }

        return nearest;
    }
}
