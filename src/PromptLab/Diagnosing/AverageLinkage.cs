namespace PromptLab.Diagnosing;

/// <summary>Groups of things that lie near each other: the nearest two groups are joined, again and again.</summary>
/// <remarks>
/// Average linkage: the distance of two groups is the mean over all pairs across them. Sokal and Michener, “A Statistical Method for
/// Evaluating Systematic Relationships”, 1958. Takes time with the cube of the number of things: meant for some hundreds.
/// </remarks>
internal static class AverageLinkage
{
    /// <summary>
    /// The groups that are left when no two lie within <paramref name="cut"/> of each other, each as indexes in order,
    /// by their first one. Of equal distances the earliest pair is joined.
    /// </summary>
    /// <param name="distances">A symmetric square; it is not changed.</param>
    /// <param name="cut">The greatest distance at which two groups are joined.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Groups(double[][] distances, double cut)
    {
        var between = distances.Select(row => row.ToArray()).ToArray();
        var groups = Enumerable.Range(0, between.Length).Select(index => new List<int> { index }).ToList();
        var alive = Enumerable.Range(0, between.Length).ToList();
        while (Nearest(between, alive) is var (one, other, distance) && distance <= cut)
        {
            foreach (var third in alive)
            {
                between[one][third] = between[third][one] =
                    ((groups[one].Count * between[one][third]) + (groups[other].Count * between[other][third]))
                    / (groups[one].Count + groups[other].Count);
            }

            groups[one].AddRange(groups[other]);
            alive.Remove(other);
        }

        return [.. alive.Select(index => groups[index].Order().ToList())];
    }

    private static (int One, int Other, double Distance) Nearest(double[][] between, List<int> alive)
    {
        var nearest = (One: -1, Other: -1, Distance: double.PositiveInfinity);
        for (var i = 0; i < alive.Count; i++)
        {
            var row = between[alive[i]];
            for (var j = i + 1; j < alive.Count; j++)
            {
                if (row[alive[j]] < nearest.Distance)
                    nearest = (alive[i], alive[j], row[alive[j]]);
            }
        }

        return nearest;
    }
}
