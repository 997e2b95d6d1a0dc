using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>How one item comes out in one run while its repeats arrive, in any order.</summary>
internal sealed class RepeatShare
{
    private bool _isMixed;
    private int _passed;
    private int _decided;

    /// <summary>How many results arrived, undecided ones and errors among them.</summary>
    public int Results { get; private set; }

    /// <summary>The item's hash; null before the first result, and where it was changed between two repeats.</summary>
    public string? Hash
    {
        get => _isMixed ? null : field;
        private set;
    }

    /// <summary>The share of the decided repeats that pass, from 0 to 1; null where none is decided.</summary>
    public double? Value => _decided == 0 ? null : (double)_passed / _decided;

    public void Add(ItemResult result)
    {
        _isMixed |= Results > 0 && Hash != result.ItemHash;
        Hash = result.ItemHash;
        Results++;
        _passed += result.Status == ItemStatus.Pass ? 1 : 0;
        _decided += result.Status is ItemStatus.Pass or ItemStatus.Fail ? 1 : 0;
    }
}
