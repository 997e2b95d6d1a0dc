using PromptLab.EvalSets;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// Averages the repeats of each item and hands on one value an item. Results are added in the order of items, so
/// nothing is gathered.
/// </summary>
/// <param name="ended">Takes the average of each item.</param>
internal sealed class RepeatAverage(Action<ItemAverage> ended)
{
    private ItemResult? _item;
    private double _sum;
    private int _repeats;

    /// <summary>Adds the value of one result.</summary>
    public void Add(ItemResult result, double value)
    {
        if (_item?.ItemId != result.ItemId)
            End();
        _item = result;
        _sum += value;
        _repeats++;
    }

    /// <summary>Hands on the last item.</summary>
    public void End()
    {
        if (_item is not null)
            ended(
                new ItemAverage(_item.ItemId, _sum / _repeats, _repeats, _item.Weight, _item.Cluster)
                {
                    IsSealed = _item.Split == SplitNames.Holdout,
                }
            );
        (_item, _sum, _repeats) = (null, 0, 0);
    }
}

/// <summary>The average of one item's repeats.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Value">The mean of the repeats that have a value.</param>
/// <param name="Repeats">How many they are, at least one.</param>
/// <param name="Weight">The item's weight.</param>
/// <param name="Cluster">The item's cluster; null where it stands alone.</param>
internal readonly record struct ItemAverage(string ItemId, double Value, int Repeats, double Weight, string? Cluster)
{
    /// <summary>True for an item of the holdout, which is counted and never named.</summary>
    public bool IsSealed { get; init; }
}
