using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Grading.Calls;

/// <summary><c>tokens</c>: passes if the provider counted at most (or at least) this many tokens of the call.</summary>
/// <param name="of">Which tokens: input, output (reasoning among them), reasoning, or total.</param>
/// <param name="least">The lowest number; null for none.</param>
/// <param name="most">The highest number; null for none.</param>
internal sealed class TokensGrader(string of, NumberSource? least, NumberSource? most) : ISynchronousGrader
{
    private const string Output = "output";
    private const string Input = "input";
    private const string Reasoning = "reasoning";
    private const string Total = "total";

    private static readonly ReasonCode Within = ReasonCode.Right("tokens.within");
    private static readonly ReasonCode Over = ReasonCode.Wrong("tokens.over", ["format", "constraints"], "The call takes too many tokens.");
    private static readonly ReasonCode Under = ReasonCode.Wrong(
        "tokens.under",
        ["format", "constraints"],
        "The call takes too few tokens."
    );
    private static readonly ReasonCode Unknown = ReasonCode.Undecided("tokens.unknown");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Over, Under, Unknown];

    public string Name => "tokens";

    public bool IsImmediate => true;

    public static IGrader? Create(GraderSetup setup)
    {
        var of = setup.Options.Choice("of", Output, Input, Reasoning, Total) ?? Output;
        var least = setup.ReadNumber("min", NumberRange.Counts);
        var most = setup.ReadNumber("max", NumberRange.Counts);
        if (least is null && most is null && !setup.Options.Has("min") && !setup.Options.Has("max"))
            setup.Options.Problem("max", $"The grader “{setup.Id}” (tokens) needs “max” or “min”, such as “max: 300”.");
        if (least?.Literal > most?.Literal)
            setup.Options.Problem("min", "“min” is above “max”, so that every response fails.");
        return new TokensGrader(of, least, most);
    }

    public Score Grade(GradingContext context)
    {
        if (TokenUsage.From(context.Response.Usage) is not { } usage)
            return Score.Undecided(Unknown, "The provider did not report the tokens of the call.");
        // Providers that count no reasoning report none, and so does a log without the column.
        if (of == Reasoning && usage.Reasoning == 0)
            return Score.Undecided(Unknown, "The provider reported no reasoning tokens.");
        var count = Count(usage);
        var said = $"The call took {Format.Quantity(count, $"{(of == Total ? "" : $"{of} ")}token")}";
        if (most?.For(context.Item) is { } highest && count > highest)
            return Score.Of(0, Over, FormattableString.Invariant($"{said}, more than {highest}."));
        if (least?.For(context.Item) is { } lowest && count < lowest)
            return Score.Of(0, Under, FormattableString.Invariant($"{said}, fewer than {lowest}."));
        return Score.Of(1, Within, $"{said}.");
    }

    private long Count(TokenUsage usage) =>
        of switch
        {
            Input => usage.Input,
            Reasoning => usage.Reasoning,
            Total => usage.Input + usage.Output,
            _ => usage.Output,
        };
}
