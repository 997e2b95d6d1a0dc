using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>A named group of graders with a score of its own. Immutable.</summary>
internal sealed record GraderGroup
{
    private static readonly string[] Credits = ["share", "all", "any"];

    /// <summary>The name of the group, which no grader has as its id.</summary>
    public required string Id { get; init; }

    /// <summary>How its score comes from those of its graders.</summary>
    public GroupCredit Credit { get; init; }

    /// <summary>The points for 0, 1, 2 … passed graders; null unless the credit is <see cref="GroupCredit.Points"/>.</summary>
    public IReadOnlyList<double>? Points { get; init; }

    /// <summary>
    /// The weight in the item's score, in place of its graders; null if they count on their own, and the group is only reported.
    /// </summary>
    public double? Weight { get; init; }

    /// <summary>The score from which on it passes.</summary>
    public double PassAt { get; init; } = 1;

    /// <summary>The definition in <c>evalset.yaml</c>; null for a group that only graders name.</summary>
    public YamlMap? Options { get; init; }

    /// <summary>Reads a definition; problems are reported at its lines.</summary>
    public static GraderGroup Read(YamlMap map)
    {
        var points = map.IsList("credit") ? PointsOf(map) : null;
        var credit = points is null ? map.Choice("credit", Credits) : null;
        var group = new GraderGroup
        {
            Id = map.RequiredText("id", "format"),
            Credit =
                points is not null ? GroupCredit.Points
                : credit == "all" ? GroupCredit.All
                : credit == "any" ? GroupCredit.Any
                : GroupCredit.Share,
            Points = points,
            Weight = map.Number("weight", 0.000001, 1_000_000),
            PassAt = map.Number("pass", 0, 1) ?? 1,
            Options = map,
        };
        map.RejectUnknownKeys("a group of graders");
        return group;
    }

    private static List<double> PointsOf(YamlMap map)
    {
        var points = map.Texts("credit").Select(text => PointsOf(text)).ToList();
        if (points.Contains(null) || points.Count < 2 || points.Max() is not > 0)
            map.Problem(
                "credit",
                "“credit” takes share, all, any, or the points for 0, 1, 2 … passed graders, such as [0, 1, 3]: numbers from 0, one of them above 0."
            );
        return [.. points.OfType<double>()];
    }

    private static double? PointsOf(string text) =>
        double.TryParse(
            text,
            System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture,
            out var points
        )
            ? points
            : null;
}

/// <summary>How the score of a group comes from those of its graders.</summary>
internal enum GroupCredit
{
    /// <summary>The mean of their scores, each by its weight.</summary>
    Share,

    /// <summary>1 if all pass, else 0.</summary>
    All,

    /// <summary>1 if one passes, else 0.</summary>
    Any,

    /// <summary>The points for the number that pass, as a share of the highest points.</summary>
    Points,
}
