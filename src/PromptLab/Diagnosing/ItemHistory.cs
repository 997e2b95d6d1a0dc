using PromptLab.Comparing;
using PromptLab.Running;

namespace PromptLab.Diagnosing;

/// <summary>How the items of a run came out in the runs of all versions of its prompt.</summary>
/// <remarks>An item is the same one where its id and its hash are: a relabelled item begins anew.</remarks>
public sealed class ItemHistory
{
    private const int LeastChanges = 2;

    private readonly Dictionary<(string Id, string Hash), List<(string Version, bool Passes)>> _verdicts = [];
    private readonly HashSet<(string Id, string Hash)> _solved = [];
    private readonly HashSet<string> _versions = new(StringComparer.Ordinal);

    /// <summary>How many versions were run.</summary>
    public int Versions => _versions.Count;

    /// <summary>How many runs were read.</summary>
    public int Runs { get; private set; }

    /// <summary>Adds a run.</summary>
    /// <param name="version">The version that was run.</param>
    /// <param name="results">Its results.</param>
    /// <param name="isInOrder">
    /// True where the run says how the version came out: runs are added in the order of their versions then, one for
    /// each. Else it only counts for what was solved.
    /// </param>
    public void Add(string version, IEnumerable<ItemResult> results, bool isInOrder)
    {
        _versions.Add(version);
        Runs++;
        foreach (var item in results.GroupBy(result => (result.ItemId, result.ItemHash)))
        {
            var side = ComparedSide.Of([.. item]);
            if (side.Passed > 0)
                _solved.Add(item.Key);
            if (isInOrder && side.PassShare is not null)
                VerdictsOf(item.Key).Add((version, side.Passed > side.Failed));
        }
    }

    /// <summary>True where no response of any version ever passed.</summary>
    public bool IsNeverSolved(DiagnosedItem item) => item.IsFailing && Versions > 1 && !_solved.Contains(KeyOf(item));

    /// <summary>True where the item went from pass to fail or back at least twice over the versions in order.</summary>
    public bool IsOscillating(DiagnosedItem item) =>
        _verdicts.TryGetValue(KeyOf(item), out var verdicts)
        && verdicts.Zip(verdicts.Skip(1)).Count(two => two.First.Passes != two.Second.Passes) >= LeastChanges;

    private static (string Id, string Hash) KeyOf(DiagnosedItem item) => (item.ItemId, item.Shown.ItemHash);

    private List<(string Version, bool Passes)> VerdictsOf((string Id, string Hash) key)
    {
        if (!_verdicts.TryGetValue(key, out var verdicts))
            _verdicts.Add(key, verdicts = []);
        return verdicts;
    }
}
