using System.Text.RegularExpressions;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary><c>label</c>: the text is the right one of the allowed labels. Its scores make a confusion matrix.</summary>
internal sealed class LabelGrader(ResponseReading reading, ValueSource value, IReadOnlyList<string> labels, Regex? anywhere) : IPlainGrader
{
    private const string NoLabel = "The response does not name one of the labels, or names several.";

    private static readonly ReasonCode Right = ReasonCode.Right("label.right");
    private static readonly ReasonCode Wrong = ReasonCode.Wrong(
        "label.wrong",
        ["constraints", "examples"],
        "Labels are taken for one another: draw the line between the two, and show one of each side."
    );
    private static readonly ReasonCode Unknown = ReasonCode.Wrong("label.unknown", ["format"], NoLabel);
    private static readonly ReasonCode Several = ReasonCode.Wrong("label.several", ["format"], NoLabel);

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Right, Wrong, Unknown, Several];

    public string Name => "label";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var labels = setup.Options.Texts("labels");
        if (labels.Count < 2)
            setup.Options.Problem("labels", $"The grader “{setup.Id}” (label) needs at least two “labels”: labels: [yes, no].");
        var reading = setup.Reading(ignoreCase: true);
        var value = setup.Value();
        foreach (var item in setup.Items.Where(item => value.Missing(item) is null && labels.Count > 1))
        {
            var wanted = value.For(item);
            if (!labels.Any(label => reading.Form.Apply(label) == reading.Form.Apply(wanted)))
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"“{wanted}” of the item “{item.Id}” is no label of the grader “{setup.Id}”.{NearestName.Suggest(wanted, labels)}"
                );
        }

        return new LabelGrader(
            reading,
            value,
            labels,
            setup.Options.Choice("find", "whole", "anywhere") == "anywhere" ? Anywhere(labels, reading.Form) : null
        );
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        var wanted = Named(value.For(context.Item)) ?? value.For(context.Item);
        return (failure ?? Grade(text, wanted)) with { Expected = wanted };
    }

    private Score Grade(string text, string wanted)
    {
        var found =
            anywhere is not null ? Held(text, anywhere)
            : Named(text) is { } label ? [label]
            : [];
        return found switch
        {
            [] => Score.Of(0, Unknown, $"{Quote.Of(text)} is none of {string.Join(", ", labels)}."),
            [var one] when one == wanted => Score.Of(1, Right, $"It is {Quote.Of(one)}.") with { Predicted = one },
            [var one] => Score.Of(0, Wrong, $"It is {Quote.Of(one)}, not {Quote.Of(wanted)}.") with { Predicted = one },
            _ => Score.Of(0, Several, $"It names several labels: {string.Join(", ", found)}."),
        };
    }

    // A label as the file writes it, for a text that is one but for quotes and a full stop around it.
    private string? Named(string text)
    {
        var bare = reading.Form.Apply(text).Trim(' ', '.', '!', '"', '\'', '“', '”', '‘', '’', '*', '`');
        return labels.FirstOrDefault(label => reading.Form.Apply(label) == bare || reading.Form.Apply(label) == reading.Form.Apply(text));
    }

    private List<string> Held(string text, Regex labelPattern)
    {
        var held = labelPattern.Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return [.. labels.Where(label => held.Contains(reading.Form.Apply(label)))];
    }

    // Any label as words of their own, the longest first, so that “not urgent” is not “urgent” as well.
    private static Regex Anywhere(IReadOnlyList<string> labels, TextForm form)
    {
        var forms = labels
            .Select(form.Apply)
            .Where(label => label.Length > 0)
            .OrderByDescending(label => label.Length)
            .Select(Regex.Escape);
        return new Regex(
            $@"(?<!\w)({string.Join('|', forms)})(?!\w)",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            UserPattern.Patience
        );
    }
}
