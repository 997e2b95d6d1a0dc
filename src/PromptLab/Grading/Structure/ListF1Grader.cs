namespace PromptLab.Grading.Structure;

/// <summary><c>list-f1</c>: scores how much of the wanted list the response has, and how much else, in any order.</summary>
internal sealed class ListF1Grader(ElementLists lists, string score) : ISynchronousGrader
{
    private const string ReciprocalRank = "reciprocal-rank";

    private static readonly string[] Figures = ["precision", "recall", "f1", ReciprocalRank];
    private static readonly ReasonCode Same = ReasonCode.Right("list-f1.same");
    private static readonly ReasonCode Missing = ReasonCode.Wrong(
        "list-f1.missing",
        ["task", "examples"],
        "Elements of the list are missing, and all others are right."
    );
    private static readonly ReasonCode Extra = ReasonCode.Wrong(
        "list-f1.extra",
        ["constraints", "examples"],
        "The list has elements that are not wanted besides all that are: say what does not belong there."
    );
    private static readonly ReasonCode Partial = ReasonCode.Wrong(
        "list-f1.partial",
        ["task", "examples"],
        "Some elements are right, some are missing, and some are not wanted."
    );
    private static readonly ReasonCode None = ReasonCode.Wrong("list-f1.none", ["task", "examples"], "No element of the list is right.");
    private static readonly ReasonCode NoList = ReasonCode.Wrong("list-f1.no-list", ["format", "response_schema"], "It is no list.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Missing, Extra, Partial, None, NoList];

    public string Name => "list-f1";

    public bool IsImmediate => lists.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var score = setup.Options.Choice("score", Figures) ?? "f1";
        return new ListF1Grader(ElementLists.Read(setup), score);
    }

    public Score Grade(GradingContext context)
    {
        var (match, wanted, failure) = lists.Compare(context);
        if (match is null)
            return ListScore.OfUnreadable(failure ?? Score.Of(0, NoList, "The response is JSON, and no list."), wanted, Figures);
        var metrics = ListScore.MetricsOf(match.Counts);
        metrics[ReciprocalRank] = match.ReciprocalRank;
        return Score.Of(metrics[score], CodeOf(match), match.Describe()) with { Metrics = metrics, Matches = match.Counts };
    }

    private static ReasonCode CodeOf(ListMatch match) =>
        match switch
        {
            { Missing.Count: 0, Extra.Count: 0 } => Same,
            { Counts.Right: 0 } => None,
            { Extra.Count: 0 } => Missing,
            { Missing.Count: 0 } => Extra,
            _ => Partial,
        };
}
