using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>
/// What a list is worth that is right in part: nothing (<c>all</c>), everything (<c>any</c>), its share, or points by a table.
/// Immutable.
/// </summary>
internal sealed class ListCredit
{
    private const string Complete = "all";
    private const string Incomplete = "incomplete";

    private readonly Func<ListMatch, double> _worth;

    private ListCredit(Func<ListMatch, double> worth) => _worth = worth;

    /// <summary>Reads <c>credit</c>; problems are reported at its line.</summary>
    public static ListCredit Read(YamlMap options)
    {
        if (options.IsMap("credit"))
            return OfParts(options.Map("credit")!);
        if (options.IsList("credit"))
            return OfNumbers(options);
        return options.Choice("credit", Complete, "any", "share") switch
        {
            "any" => new ListCredit(match => match.Counts.Right > 0 || match.IsComplete ? 1 : 0),
            "share" => new ListCredit(match => match.Share),
            _ => new ListCredit(match => match.IsComplete ? 1 : 0),
        };
    }

    /// <summary>What the list is worth, from 0 to 1.</summary>
    public double Of(ListMatch match) => _worth(match);

    // Points for all elements, and for some of them without a wrong one.
    private static ListCredit OfParts(YamlMap map)
    {
        var (all, some) = (map.Number(Complete, 0.000001, 1_000_000), map.Number(Incomplete, 0, 1_000_000));
        if (all is null && !map.Has(Complete))
            map.Problem(Complete, "A table of points says what all elements are worth: { all: 6, incomplete: 3 }.");
        if (some > all)
            map.Problem(Incomplete, "An incomplete list is worth more than a whole one. Swap the points.");
        map.RejectUnknownKeys("“credit”");
        var share = (some ?? 0) / (all ?? 1);
        return new ListCredit(match =>
            match.IsComplete ? 1
            : match.Extra.Count == 0 && match.Counts.Right > 0 ? share
            : 0
        );
    }

    private static bool IsFall((decimal? Before, decimal? After) pair) => pair.After < pair.Before;

    // Points for 0, 1, 2 … right elements, and all of them for a whole list; those above are worth as much as the last.
    private static ListCredit OfNumbers(YamlMap options)
    {
        var points = options.Texts("credit").Select(text => NumberRange.Amounts.Parse(text)).ToList();
        if (points.Contains(null) || points.Count < 2 || points[0] != 0 || points[^1] <= 0 || points.Zip(points.Skip(1)).Any(IsFall))
        {
            options.Problem(
                "credit",
                "“credit” takes all, any, share, the points for 0, 1, 2 … right elements, which begin with 0 and never fall, such as [0, 1, 3], or { all: 6, incomplete: 3 }."
            );
            return new ListCredit(_ => 0);
        }

        var most = points[^1]!.Value;
        return new ListCredit(match =>
            match.IsComplete ? 1
            : match.HasTooMany ? 0
            : (double)(points[Math.Min(match.Counts.Right, points.Count - 1)]!.Value / most)
        );
    }
}
