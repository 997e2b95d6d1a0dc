namespace PromptLab.Grading.Structure;

/// <summary>
/// <c>set-equals</c>: passes if the response lists the wanted elements, all of them and no others, in any order; <c>credit</c> says what a
/// part of them is worth.
/// </summary>
internal sealed class SetEqualsGrader(ElementLists lists, ListCredit credit) : ISynchronousGrader
{
    private static readonly ReasonCode Same = ReasonCode.Right("set-equals.same");
    private static readonly ReasonCode Missing = ReasonCode.Wrong(
        "set-equals.missing",
        ["task", "examples"],
        "Elements of the list are missing, and all others are right."
    );
    private static readonly ReasonCode Extra = ReasonCode.Wrong(
        "set-equals.extra",
        ["constraints", "examples"],
        "The list has elements that are not wanted besides all that are: say what does not belong there."
    );
    private static readonly ReasonCode Different = ReasonCode.Wrong(
        "set-equals.different",
        ["task", "examples"],
        "Elements are missing, and others stand there that are not wanted."
    );
    private static readonly ReasonCode NoList = ReasonCode.Wrong("set-equals.no-list", ["format", "response_schema"], "It is no list.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Missing, Extra, Different, NoList];

    public string Name => "set-equals";

    public bool IsImmediate => lists.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new SetEqualsGrader(ElementLists.Read(setup), ListCredit.Read(setup.Options));

    public Score Grade(GradingContext context)
    {
        var (match, wanted, failure) = lists.Compare(context);
        if (match is null)
            return ListScore.OfUnreadable(failure ?? Score.Of(0, NoList, "The response is JSON, and no list."), wanted);
        var code =
            match.Missing.Count > 0 && match.Extra.Count > 0 ? Different
            : match.Missing.Count > 0 ? Missing
            : match.Extra.Count > 0 ? Extra
            : Same;
        return Score.Of(credit.Of(match), code, match.Describe()) with { Matches = match.Counts };
    }
}
