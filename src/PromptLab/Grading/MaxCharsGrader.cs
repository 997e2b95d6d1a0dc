using System.Globalization;

namespace PromptLab.Grading;

/// <summary>
/// <c>max-chars</c>: passes if the text has at most this many characters as people see them: an emoji with its modifiers
/// counts as one.
/// </summary>
internal sealed class MaxCharsGrader(ResponseReader reader, NumberSource limit) : ISynchronousGrader
{
    private static readonly ReasonCode Within = ReasonCode.Right("max-chars.within");
    private static readonly ReasonCode Over = ReasonCode.Wrong("max-chars.over", ["format"], "The response is too long.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Over];

    public string Name => "max-chars";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new MaxCharsGrader(setup.CreateReader(), setup.ReadLimit());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var max = limit.For(context.Item);
        var characters = new StringInfo(text).LengthInTextElements;
        return characters <= max
            ? Score.Of(1, Within, FormattableString.Invariant($"It has {characters} characters."))
            : Score.Of(0, Over, FormattableString.Invariant($"It has {characters} characters, more than {max}."));
    }
}
