using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Diagnosing;

/// <summary>The outcomes of items over the runs of all versions of a prompt. Not thread-safe.</summary>
/// <remarks>Items are identified by id and hash, so that a relabelled item starts a new history.</remarks>
internal sealed class ItemHistory
{
    private const int MinChanges = 2;

    private readonly Dictionary<(string Id, string Hash), List<(string Version, bool Passes, string? WrongAnswer)>> _verdicts = [];
    private readonly HashSet<(string Id, string Hash)> _solved = [];
    private readonly HashSet<string> _versions = new(StringComparer.Ordinal);

    /// <summary>The number of versions with runs.</summary>
    public int Versions => _versions.Count;

    /// <summary>The number of runs.</summary>
    public int Runs { get; private set; }

    /// <summary>Adds a run.</summary>
    /// <param name="version">The version that was run, by content hash or reference.</param>
    /// <param name="results">All results of the run.</param>
    /// <param name="isRepresentative">
    /// True for the one run that represents its version; add these in the order of the versions. Other runs only count for
    /// whether an item was ever solved.
    /// </param>
    public void Add(string version, IEnumerable<ItemResult> results, bool isRepresentative)
    {
        _versions.Add(version);
        Runs++;
        foreach (var item in results.GroupBy(result => (result.ItemId, result.ItemHash)))
        {
            var side = ComparedSide.Of([.. item]);
            if (side.Passed > 0)
                _solved.Add(item.Key);
            if (isRepresentative && side.PassShare is not null)
                VerdictsOf(item.Key).Add((version, side.Passed > side.Failed, WrongAnswerOf(side)));
        }
    }

    /// <summary>True where the item fails, several versions were run, and no response of any passed.</summary>
    public bool IsNeverSolved(DiagnosedItem item) => item.IsFailing && Versions > 1 && !_solved.Contains(KeyOf(item));

    /// <summary>The number of versions that are represented by a run with a verdict on the item.</summary>
    public int VersionsOn(DiagnosedItem item) => _verdicts.TryGetValue(KeyOf(item), out var verdicts) ? verdicts.Count : 0;

    /// <summary>How many versions gave the wrong answer that most of them gave: where they agree, the label is the more doubtful.</summary>
    public int AgreeingOn(DiagnosedItem item) =>
        _verdicts.TryGetValue(KeyOf(item), out var verdicts)
            ? verdicts
                .Select(verdict => verdict.WrongAnswer)
                .OfType<string>()
                .CountBy(answer => answer, StringComparer.Ordinal)
                .Select(answer => answer.Value)
                .DefaultIfEmpty()
                .Max()
            : 0;

    /// <summary>True where the item changed between pass and fail at least twice over the versions in order.</summary>
    public bool IsOscillating(DiagnosedItem item) =>
        _verdicts.TryGetValue(KeyOf(item), out var verdicts)
        && verdicts.Zip(verdicts.Skip(1)).Count(two => two.First.Passes != two.Second.Passes) >= MinChanges;

    private static (string Id, string Hash) KeyOf(DiagnosedItem item) => (item.ItemId, item.Representative.ItemHash);

    // What the graders read, else the response; as a hash, since the responses of a long run would not fit into memory.
    private static string? WrongAnswerOf(ComparedSide side)
    {
        if (side.Status != ItemStatus.Fail || side.Results.FirstOrDefault(result => result.Status == ItemStatus.Fail) is not { } wrong)
            return null;
        var read = (wrong.Grade?.Verdicts ?? [])
            .Where(verdict => verdict.Pass == false)
            .Select(verdict => verdict.Score.Predicted)
            .OfType<string>()
            .ToList();
        return ContentHash.OfText((read.Count > 0 ? string.Join('\n', read) : wrong.Output ?? "").Trim().ToUpperInvariant());
    }

    private List<(string Version, bool Passes, string? WrongAnswer)> VerdictsOf((string Id, string Hash) key)
    {
        if (!_verdicts.TryGetValue(key, out var verdicts))
            _verdicts.Add(key, verdicts = []);
        return verdicts;
    }
}
