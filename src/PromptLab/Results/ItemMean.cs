using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>A mean over items, whose repeats are averaged within the item first. Results are added in the order of items, so nothing is gathered.</summary>
internal sealed class ItemMean
{
    private string? _item;
    private double _weight;
    private double _ofItem;
    private int _inItem;
    private double _sum;
    private double _weightedSum;
    private double _weights;
    private int _items;

    /// <summary>Each item counts the same; null where there is none.</summary>
    public double? Plain
    {
        get
        {
            EndItem();
            return _items == 0 ? null : _sum / _items;
        }
    }

    /// <summary>Each item counts by its weight; null where there is none.</summary>
    public double? Weighted
    {
        get
        {
            EndItem();
            return _items == 0 ? null : _weightedSum / _weights;
        }
    }

    /// <summary>Adds the value of one result.</summary>
    public void Add(ItemResult result, double value)
    {
        if (_item != result.ItemId)
        {
            EndItem();
            (_item, _weight) = (result.ItemId, result.Weight);
        }

        _ofItem += value;
        _inItem++;
    }

    private void EndItem()
    {
        if (_inItem == 0)
            return;
        var mean = _ofItem / _inItem;
        _sum += mean;
        _weightedSum += _weight * mean;
        _weights += _weight;
        _items++;
        (_item, _ofItem, _inItem) = (null, 0, 0);
    }
}
