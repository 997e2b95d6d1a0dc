using System.Text.RegularExpressions;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary><c>label</c>: passes if the text is the expected one of the allowed labels. Its scores form a confusion matrix.</summary>
internal sealed class LabelGrader(ResponseReader reader, ValueSource value, IReadOnlyList<string> labels, Regex? pattern)
    : ISynchronousGrader
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

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var labels = setup.Options.Texts("labels");
        if (labels.Count < 2)
            setup.Options.Problem("labels", $"The grader “{setup.Id}” (label) needs at least two “labels”: labels: [yes, no].");
        var reader = setup.CreateReader(ignoreCase: true);
        var value = setup.ReadValue();
        foreach (var item in setup.Items.Where(item => value.FindMissing(item) is null && labels.Count > 1))
        {
            var expected = value.TextFor(item);
            if (!labels.Any(label => reader.Normaliser.Apply(label) == reader.Normaliser.Apply(expected)))
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"“{expected}” of the item “{item.Id}” is no label of the grader “{setup.Id}”.{NearestName.Suggest(expected, labels)}"
                );
        }

        return new LabelGrader(
            reader,
            value,
            labels,
            setup.Options.Choice("find", "whole", "anywhere") == "anywhere" ? CreatePattern(labels, reader.Normaliser) : null
        );
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context.Response);
        var expected = FindLabel(value.TextFor(context.Item)) ?? value.TextFor(context.Item);
        return (failure ?? Grade(text, expected)) with { Expected = expected };
    }

    private Score Grade(string text, string expected)
    {
        var found =
            pattern is not null ? FindLabels(text, pattern)
            : FindLabel(text) is { } label ? [label]
            : [];
        return found switch
        {
            [] => Score.Of(0, Unknown, $"{Quote.Of(text)} is none of {string.Join(", ", labels)}."),
            [var one] when one == expected => Score.Of(1, Right, $"It is {Quote.Of(one)}.") with { Predicted = one },
            [var one] => Score.Of(0, Wrong, $"It is {Quote.Of(one)}, not {Quote.Of(expected)}.") with { Predicted = one },
            _ => Score.Of(0, Several, $"It names several labels: {string.Join(", ", found)}."),
        };
    }

    // The label as written in the file, for a text that equals it except for surrounding quotes and punctuation.
    private string? FindLabel(string text)
    {
        var bare = reader.Normaliser.Apply(text).Trim(' ', '.', '!', '"', '\'', '“', '”', '‘', '’', '*', '`');
        return labels.FirstOrDefault(label =>
            reader.Normaliser.Apply(label) == bare || reader.Normaliser.Apply(label) == reader.Normaliser.Apply(text)
        );
    }

    private List<string> FindLabels(string text, Regex labelPattern)
    {
        var matches = labelPattern.Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return [.. labels.Where(label => matches.Contains(reader.Normaliser.Apply(label)))];
    }

    // Matches labels as whole words, the longest first, so that “not urgent” does not match “urgent” as well.
    private static Regex CreatePattern(IReadOnlyList<string> labels, TextNormaliser form)
    {
        var forms = labels
            .Select(form.Apply)
            .Where(label => label.Length > 0)
            .OrderByDescending(label => label.Length)
            .Select(Regex.Escape);
        return new Regex(
            $@"(?<!\w)({string.Join('|', forms)})(?!\w)",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            UserPattern.Timeout
        );
    }
}
