using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>Repeats are averaged within their item first. The items come one after the other, so nothing is gathered.</summary>
internal static class ItemMeans
{
    /// <summary>The mean of each item over its results, for results that are sorted by item.</summary>
    /// <param name="sorted">The results, each with the value that is averaged.</param>
    public static IEnumerable<(ItemResult First, double Mean)> Of(IEnumerable<(ItemResult Result, double Value)> sorted)
    {
        (ItemResult? first, double sum, int count) = (null, 0, 0);
        foreach (var (result, value) in sorted)
        {
            if (first is not null && first.ItemId != result.ItemId)
            {
                yield return (first, sum / count);
                (first, sum, count) = (null, 0, 0);
            }

            first ??= result;
            sum += value;
            count++;
        }

        if (first is not null)
            yield return (first, sum / count);
    }
}
