namespace PromptLab.Grading.Calls;

/// <summary>
/// <c>model</c>: passes if the provider says that one of the wanted models answered. A name that ends with <c>*</c> stands for all that
/// begin so.
/// </summary>
internal sealed class ModelGrader(IReadOnlyList<string> wanted) : ISynchronousGrader
{
    private static readonly ReasonCode Wanted = ReasonCode.Right("model.wanted");
    private static readonly ReasonCode Other = ReasonCode.Wrong(
        "model.other",
        ["task"],
        "Another model answered than the one that is wanted: look at the model in promptlab.yaml, not at the prompt."
    );
    private static readonly ReasonCode Unknown = ReasonCode.Undecided("model.unknown");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Wanted, Other, Unknown];

    public string Name => "model";

    public bool IsImmediate => true;

    public static IGrader? Create(GraderSetup setup)
    {
        var wanted = setup.ReadWords();
        if (wanted.Count == 0)
            setup.Options.Problem(
                "value",
                $"The grader “{setup.Id}” (model) needs “value”: the name of the model, or its beginning with “*”."
            );
        return wanted.Count == 0 ? null : new ModelGrader(wanted);
    }

    public Score Grade(GradingContext context)
    {
        if (context.Response.ModelId is not { Length: > 0 } model)
            return Score.Undecided(Unknown, "Which model answered is not known.");
        return wanted.Any(name => IsNamed(model, name))
            ? Score.Of(1, Wanted, $"{Quote.Of(model)} answered.")
            : Score.Of(0, Other, $"{Quote.Of(model)} answered, not {string.Join(" or ", wanted.Select(Quote.Of))}.");
    }

    private static bool IsNamed(string model, string name) =>
        name.EndsWith('*')
            ? model.StartsWith(name[..^1], StringComparison.OrdinalIgnoreCase)
            : model.Equals(name, StringComparison.OrdinalIgnoreCase);
}
