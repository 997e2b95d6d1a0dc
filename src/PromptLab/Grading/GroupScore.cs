using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>The verdict of a named group of graders on one response, from the verdicts of its graders.</summary>
internal static class GroupScore
{
    /// <summary>What stands as the kind of grader in the verdict of a group.</summary>
    public const string Type = "group";

    private const int MostNamed = 5;

    private static readonly ReasonCode Passed = ReasonCode.Right("group.passed");
    private static readonly ReasonCode Partly = ReasonCode.Wrong(
        "group.partly",
        ["task"],
        "Some graders of a group pass and others fail: see their own reasons."
    );
    private static readonly ReasonCode Failed = ReasonCode.Wrong(
        "group.failed",
        ["task"],
        "Every grader of a group fails: see their own reasons."
    );
    private static readonly ReasonCode Open = ReasonCode.Undecided("group.undecided");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Passed, Partly, Failed, Open];

    /// <summary>The verdict; null if no grader of the group applies to the item.</summary>
    public static GraderVerdict? Of(GraderGroup group, IReadOnlyList<GraderVerdict> verdicts)
    {
        var members = verdicts.Where(verdict => verdict.Group == group.Id && (verdict.Weight > 0 || verdict.MustPass)).ToList();
        if (members.Count == 0)
            return null;
        var score = ScoreOf(group, members);
        return new GraderVerdict
        {
            Id = group.Id,
            Type = Type,
            Score = score,
            Pass = score.Value is { } value ? value >= group.PassAt : null,
            Weight = group.Weight ?? 0,
        };
    }

    private static Score ScoreOf(GraderGroup group, List<GraderVerdict> members)
    {
        var open = members.FindAll(verdict => verdict.Score.Value is null);
        if (Value(group, members) is not { } value)
            return Score.Undecided(Open, $"{Names(open)} could not decide.");
        var failed = members.FindAll(verdict => verdict.Pass != true);
        var code =
            value >= 1 ? Passed
            : failed.Count == members.Count ? Failed
            : Partly;
        var passed = FormattableString.Invariant($"{members.Count - failed.Count} of {members.Count} graders pass");
        return Score.Of(value, code, failed.Count == 0 ? $"{passed}." : $"{passed}, not {Names(failed)}.");
    }

    // What the decided graders settle is settled, whatever an undecided one would say.
    private static double? Value(GraderGroup group, List<GraderVerdict> members) =>
        group.Credit switch
        {
            GroupCredit.All when members.Exists(verdict => verdict.Pass == false) => 0,
            GroupCredit.Any when members.Exists(verdict => verdict.Pass == true) => 1,
            _ when members.Exists(verdict => verdict.Score.Value is null) => null,
            GroupCredit.All => 1,
            GroupCredit.Any => 0,
            GroupCredit.Points => group.Points![members.Count(verdict => verdict.Pass == true)] / group.Points.Max(),
            _ => ItemScore.WeightedMean(members),
        };

    private static string Names(List<GraderVerdict> verdicts) =>
        string.Join(", ", verdicts.Take(MostNamed).Select(verdict => verdict.Id)) + (verdicts.Count > MostNamed ? ", …" : "");
}
