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
            if (!labels.Any(label => FormOf(label, reader.Normaliser) == FormOf(expected, reader.Normaliser)))
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"“{expected}” of the item “{item.Id}” is no label of the grader “{setup.Id}”.{NearestName.Suggest(expected, labels)}"
                );
        }

        CheckLabels(labels, setup);
        return new LabelGrader(
            reader,
            value,
            labels,
            setup.Options.Choice("find", "whole", "anywhere") == "anywhere"
                ? CreatePattern([.. labels.Select(label => FormOf(label, reader.Normaliser))])
                : null
        );
    }

    public Score Grade(GradingContext context)
    {
        var (_, written, failure) = reader.ReadTexts(context);
        context.Budget.Spend(written.Length);
        var expected = FindLabel(value.TextFor(context.Item)) ?? value.TextFor(context.Item);
        return (failure ?? Grade(written, expected)) with { Expected = expected };
    }

    private Score Grade(string written, string expected)
    {
        var found =
            pattern is not null ? FindLabels(written, pattern)
            : FindLabel(written) is { } label ? [label]
            : [];
        return found switch
        {
            [] => Score.Of(0, Unknown, Unlike(written)),
            [var one] when one == expected => Score.Of(1, Right, $"It is {Quote.Of(one)}.") with { Predicted = one },
            [var one] when Quote.Apart(one, expected) is var (shown, wanted) => Score.Of(0, Wrong, $"It is {shown}, not {wanted}.") with
            {
                Predicted = one,
            },
            _ => Score.Of(0, Several, $"It names several labels: {string.Join(", ", found)}."),
        };
    }

    // A letter of another script, or another dash, is another label, and nobody sees it.
    private string Unlike(string written)
    {
        var alike = labels.FirstOrDefault(label => LookAlike.Is(written, label));
        var shown = alike is null ? Quote.Of(written) : Quote.Apart(written, alike).One;
        return $"{shown} is none of {string.Join(", ", labels.Select(label => alike == label ? Quote.Apart(label, written).One : label))}.";
    }

    // The label as written in the file, for a text that equals it except for surrounding quotes and punctuation.
    private string? FindLabel(string text)
    {
        var form = FormOf(text, reader.Normaliser);
        var bare = form.Trim(' ', '.', '!', '"', '\'', '“', '”', '‘', '’', '*', '`');
        return labels.FirstOrDefault(label => FormOf(label, reader.Normaliser) is var wanted && (wanted == bare || wanted == form));
    }

    private List<string> FindLabels(string text, Regex labelPattern)
    {
        var matches = labelPattern.Matches(FormOf(text, reader.Normaliser)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return [.. labels.Where(label => matches.Contains(FormOf(label, reader.Normaliser)))];
    }

    // Composed, without what nobody sees, and with plain blanks: models and files write the same label in either way.
    private static string FormOf(string text, TextNormaliser normaliser) => normaliser.Apply(InvisibleText.Remove(text));

    private static void CheckLabels(IReadOnlyList<string> labels, GraderSetup setup)
    {
        foreach (var same in labels.GroupBy(InvisibleText.Remove, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            var (one, other) = Quote.Apart(same.First(), same.Last());
            setup.Options.Problem("labels", $"The labels {one} and {other} of the grader “{setup.Id}” are the same. Keep one of them.");
        }
    }

    // Matches labels as whole words, the longest first, so that “not urgent” does not match “urgent” as well.
    private static Regex CreatePattern(IReadOnlyList<string> wanted)
    {
        var forms = wanted.Where(label => label.Length > 0).OrderByDescending(label => label.Length).Select(Regex.Escape);
        return new Regex(
            $@"(?<!\w)({string.Join('|', forms)})(?!\w)",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            UserPattern.Timeout
        );
    }
}
