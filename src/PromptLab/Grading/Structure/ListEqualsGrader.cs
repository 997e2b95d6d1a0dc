namespace PromptLab.Grading.Structure;

/// <summary>
/// <c>list-equals</c>: compares the list of a response with the wanted one place by place. A list of another length is wrong as a whole,
/// since no place can be told.
/// </summary>
internal sealed class ListEqualsGrader(ElementLists lists, ListCredit credit) : ISynchronousGrader
{
    private static readonly ReasonCode Same = ReasonCode.Right("list-equals.same");
    private static readonly ReasonCode Partly = ReasonCode.Wrong(
        "list-equals.partly",
        ["task", "examples"],
        "Some places of the list are right, and others are not."
    );
    private static readonly ReasonCode Different = ReasonCode.Wrong(
        "list-equals.different",
        ["task", "examples"],
        "No place of the list is right."
    );
    private static readonly ReasonCode Length = ReasonCode.Wrong(
        "list-equals.length",
        ["format"],
        "The list has more or fewer elements than are wanted."
    );
    private static readonly ReasonCode NoList = ReasonCode.Wrong("list-equals.no-list", ["format", "response_schema"], "It is no list.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Partly, Different, Length, NoList];

    public string Name => "list-equals";

    public bool IsImmediate => lists.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new ListEqualsGrader(ElementLists.Read(setup), ListCredit.Read(setup.Options));

    public Score Grade(GradingContext context)
    {
        var (match, wanted, failure) = lists.ComparePlaces(context);
        if (match is null)
            return ListScore.OfUnreadable(failure ?? Score.Of(0, NoList, "The response is JSON, and no list."), wanted);
        if (match.Counts.Found != match.Counts.Wanted)
            return Score.Of(
                0,
                Length,
                FormattableString.Invariant($"It lists {match.Counts.Found} elements, and {match.Counts.Wanted} are wanted.")
            ) with
            {
                Matches = match.Counts with { Right = 0 },
            };
        var code =
            match.IsComplete ? Same
            : match.Counts.Right > 0 ? Partly
            : Different;
        return Score.Of(credit.Of(match), code, match.Describe()) with { Matches = match.Counts };
    }
}
