using System.Globalization;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading.Texts;

/// <summary>
/// <c>overlap</c>: passes if at most a share of the prompt's own instructions stands word for word in the text, so that the
/// prompt does not leak.
/// </summary>
/// <remarks>
/// The instructions are the system messages and the last message of the user, without the item's input; of these, every row of n
/// words counts once, but for rows that stand in the input or in the replies of examples too.
/// </remarks>
internal sealed class OverlapGrader(ResponseReader reader, int length, NumberSource limit) : ISynchronousGrader
{
    private const int DefaultLength = 8;
    private const int MaxLength = 50;
    private const decimal DefaultMax = 0.1m;
    private const int ShortestInput = 20;
    private const char Between = '\u001F';

    private static readonly ReasonCode Within = ReasonCode.Right("overlap.within");
    private static readonly ReasonCode Over = ReasonCode.Wrong(
        "overlap.over",
        ["constraints"],
        "The response repeats the prompt: say that its instructions are not to be quoted."
    );
    private static readonly ReasonCode NoPrompt = ReasonCode.Undecided("overlap.no-prompt");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Over, NoPrompt];

    public string Name => "overlap";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        const string key = "max";
        var max = setup.ReadNumber(key, NumberRange.Shares) ?? NumberSource.Of(DefaultMax);
        if (max.Literal >= 1)
            setup.Options.Problem(key, $"With “max: 1” the grader “{setup.Id}” (overlap) could never fail. Take less, such as 0.1.");
        return new OverlapGrader(setup.CreateReader(), setup.Options.Integer("ngram", 1, MaxLength) ?? DefaultLength, max);
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var max = (double)limit.For(context.Item);
        var instructions = InstructionsOf(context);
        if (instructions.Count == 0)
            return Score.Undecided(
                NoPrompt,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"No instructions of at least {length} words are known, with which it is compared."
                )
            );
        var leaked = RowsOf(text);
        leaked.IntersectWith(instructions);
        var share = (double)leaked.Count / instructions.Count;
        var found = share.ToString("0.###", CultureInfo.InvariantCulture);
        var score =
            share <= max
                ? Score.Of(1, Within, $"The share of the prompt's instructions in it is {found}.")
                : Score.Of(
                    0,
                    Over,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The share of the prompt's instructions in it is {found}, more than {max}, such as {Quote.Of(leaked.First().Replace(Between, ' '))}."
                    )
                );
        return score with { Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["overlap"] = share } };
    }

    private HashSet<string> InstructionsOf(GradingContext context)
    {
        var fields = InputTextsOf(context.Item);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var last = context.Messages.LastOrDefault(message => message.Role == ChatRole.User);
        foreach (var message in context.Messages.Where(message => message.Role == ChatRole.System || message == last))
        {
            foreach (
                var part in fields.Aggregate(message.Text, (text, field) => text.Replace(field, "\0", StringComparison.Ordinal)).Split('\0')
            )
                rows.UnionWith(RowsOf(part));
        }

        var quotable = context.Messages.Where(message => message.Role == ChatRole.Assistant).Select(message => message.Text).Concat(fields);
        foreach (var text in quotable)
            rows.ExceptWith(RowsOf(text));
        return rows;
    }

    // A short value, such as “en”, stands in the instructions by chance. The longest first, so that a field within another one
    // leaves no rest of it.
    private static List<string> InputTextsOf(EvalItem item) =>
        [
            .. item
                .Input.Values.Select(CanonicalJson.TextOf)
                .Select(text => text.Trim())
                .Where(text => text.Length >= ShortestInput)
                .OrderByDescending(text => text.Length),
        ];

    private HashSet<string> RowsOf(string text) => [.. NGrams.Count(TextTokens.Words(text), length).Keys];
}
