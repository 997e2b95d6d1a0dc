namespace PromptLab.Grading.Structure;

/// <summary>The reason codes of <c>function-call</c> and <c>tool-calls</c>, which differ in their first part alone.</summary>
internal sealed class CallCodes(string kind)
{
    private static readonly string[] Parts = ["task", "tools"];

    public ReasonCode Right { get; } = ReasonCode.Right($"{kind}.right");

    public ReasonCode None { get; } = ReasonCode.Right($"{kind}.none");

    public ReasonCode Missing { get; } =
        ReasonCode.Wrong(
            $"{kind}.missing",
            Parts,
            "A wanted call was not made: say in the task when one is needed, or in the function's description what it is for."
        );

    public ReasonCode OtherName { get; } =
        ReasonCode.Wrong($"{kind}.other-name", Parts, "Another function was called: tell the functions apart by their descriptions.");

    public ReasonCode MissingParameter { get; } =
        ReasonCode.Wrong(
            $"{kind}.missing-parameter",
            Parts,
            "The right function was called without a parameter that it needs: describe where its value comes from."
        );

    public ReasonCode UnknownParameter { get; } =
        ReasonCode.Wrong($"{kind}.unknown-parameter", Parts, "The right function was called with a parameter that is not accepted.");

    public ReasonCode WrongType { get; } =
        ReasonCode.Wrong(
            $"{kind}.type",
            Parts,
            "A parameter has a value of another type, such as a text where a number is accepted: state the types."
        );

    public ReasonCode WrongValue { get; } =
        ReasonCode.Wrong($"{kind}.value", Parts, "A parameter has a value that is not accepted: describe the parameter, or show a call.");

    public ReasonCode NotJson { get; } =
        ReasonCode.Wrong(
            $"{kind}.not-json",
            ["format", "response_schema"],
            "The arguments of a call can't be read as names with values: show the form of a call."
        );

    public ReasonCode Extra { get; } =
        ReasonCode.Wrong($"{kind}.extra", Parts, "Besides all wanted calls another one was made: say in the task when one is enough.");

    public ReasonCode Unwanted { get; } =
        ReasonCode.Wrong(
            $"{kind}.unwanted",
            Parts,
            "A function was called where none should be: say in the task when to answer without one."
        );

    public ReasonCode Order { get; } = ReasonCode.Wrong($"{kind}.order", Parts, "The right calls were made in another order.");

    public IReadOnlyList<ReasonCode> All =>
        [Right, None, Missing, OtherName, MissingParameter, UnknownParameter, WrongType, WrongValue, NotJson, Extra, Unwanted, Order];
}
