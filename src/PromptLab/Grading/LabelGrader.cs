using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary><c>label</c>: the text is the right one of the allowed labels. Its scores make a confusion matrix.</summary>
internal sealed class LabelGrader(ResponseReading reading, ValueSource value, IReadOnlyList<string> labels, Regex? anywhere) : IGrader
{
    public string Name => "label";

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

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        var wanted = Named(value.For(item)) ?? value.For(item);
        return ValueTask.FromResult((failure ?? Grade(text, wanted)) with { Expected = wanted });
    }

    private Score Grade(string text, string wanted)
    {
        var found =
            anywhere is not null ? Held(text, anywhere)
            : Named(text) is { } label ? [label]
            : [];
        return found switch
        {
            [] => Score.Of(0, "label.unknown", $"{Quote.Of(text)} is none of {string.Join(", ", labels)}."),
            [var one] when one == wanted => Score.Of(1, "label.right", $"It is {Quote.Of(one)}.") with { Predicted = one },
            [var one] => Score.Of(0, "label.wrong", $"It is {Quote.Of(one)}, not {Quote.Of(wanted)}.") with { Predicted = one },
            _ => Score.Of(0, "label.several", $"It names several labels: {string.Join(", ", found)}."),
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
