using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>starts-with</c>: the text begins with the value.</summary>
internal sealed class StartsWithGrader(ResponseReading reading, ValueSource value) : IGrader
{
    public string Name => "starts-with";

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new StartsWithGrader(reading, setup.ValueToFind(reading));
    }

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var wanted = value.For(item);
        return ValueTask.FromResult(
            text.StartsWith(reading.Form.Apply(wanted), StringComparison.Ordinal)
                ? Score.Of(1, "starts-with.same", $"It begins with {Quote.Of(wanted)}.")
                : Score.Of(0, "starts-with.different", $"It begins with {Quote.Of(text)}, not with {Quote.Of(wanted)}.")
        );
    }
}
