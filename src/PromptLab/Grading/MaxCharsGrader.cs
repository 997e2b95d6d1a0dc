using System.Globalization;

namespace PromptLab.Grading;

/// <summary>
/// <c>max-chars</c>: the text has at most so many characters, counted as people see them: an emoji with its modifiers
/// is one.
/// </summary>
internal sealed class MaxCharsGrader(ResponseReading reading, int most) : IPlainGrader
{
    private static readonly ReasonCode Within = ReasonCode.Right("max-chars.within");
    private static readonly ReasonCode Over = ReasonCode.Wrong("max-chars.over", ["format"], "The response is too long.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Over];

    public string Name => "max-chars";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new MaxCharsGrader(setup.Reading(), setup.Limit());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var characters = new StringInfo(text).LengthInTextElements;
        return characters <= most
            ? Score.Of(1, Within, FormattableString.Invariant($"It has {characters} characters."))
            : Score.Of(0, Over, FormattableString.Invariant($"It has {characters} characters, more than {most}."));
    }
}
