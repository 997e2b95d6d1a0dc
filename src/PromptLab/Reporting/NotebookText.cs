using PromptLab.Progress;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Describes a lab notebook in words, for the screen and for a wiki.</summary>
internal static class NotebookText
{
    private const string OtherTextsHeading = "Texts that no version has today";

    /// <summary>The heading of an entry, such as <c>v8, from v7 (production): The same examples as turns</c>.</summary>
    private static string Heading(NotebookEntry entry) =>
        string.Concat(
            entry.Version,
            entry.Parent is null ? "" : $", from {entry.Parent}",
            entry.Siblings.Count == 0 ? "" : $" beside {string.Join(" and ", entry.Siblings)}",
            entry.Labels.Count == 0 ? "" : $" ({string.Join(", ", entry.Labels)})",
            entry.Title is null ? "" : $": {entry.Title}"
        );

    /// <summary>The lines below the heading, each with a subject and a text.</summary>
    private static IEnumerable<(string Subject, string Text)> Lines(NotebookEntry entry)
    {
        if (entry.Created is { } day)
            yield return ("written", day);
        if (entry.Elements.Count > 0)
            yield return ("changed", string.Join(", ", entry.Elements));
        if (entry.Hypothesis is { } hypothesis)
            yield return ("hypothesis", string.Join(' ', hypothesis.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        foreach (var outcome in entry.Outcomes)
        {
            yield return ("outcome", Outcome(outcome));
            if (outcome.Prediction is { } prediction)
                yield return ("prediction", PredictionText.Of(prediction));
        }

        foreach (var race in entry.LostRaces)
            yield return ("race", race);
        if (entry.Outcomes.Count + entry.LostRaces.Count == 0)
            yield return ("outcome", "not measured");
        foreach (var claim in entry.Claims)
            yield return ("claim", LabelText.Grounds(claim));
        foreach (var move in entry.Moves)
            yield return ("label", LabelText.Of(move));
    }

    /// <summary>The headings of the notebook with their lines: the entries, then the runs of texts that no version has today.</summary>
    public static IEnumerable<(string Heading, IEnumerable<(string Subject, string Text)> Lines)> Sections(
        IReadOnlyList<NotebookEntry> entries,
        IReadOnlyList<NotebookOutcome> others
    ) =>
        entries
            .Select(entry => (Heading(entry), Lines(entry)))
            .Concat(
                others.Count == 0 ? [] : [(OtherTextsHeading, others.Select(other => ("outcome", $"{other.Line.Name}: {Outcome(other)}")))]
            );

    /// <summary>The note on tuning scores below the notebook; empty where no score needs it.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="hasHoldout">Returns whether an eval set has a holdout, null where that is unknown. Null for always unknown.</param>
    public static IReadOnlyList<string> Note(IReadOnlyList<NotebookEntry> entries, Func<string, bool?>? hasHoldout = null) =>
        TuningNote.Lines(ReportedScore.Of(entries.SelectMany(entry => entry.Outcomes).Select(outcome => outcome.Line)), hasHoldout);

    /// <summary>Writes the notebook as Markdown.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="others">The outcomes of texts that no version has today.</param>
    /// <param name="writer">Receives the Markdown.</param>
    /// <param name="hasHoldout">Returns whether an eval set has a holdout, null where that is unknown. Null for always unknown.</param>
    public static void WriteMarkdown(
        string prompt,
        IReadOnlyList<NotebookEntry> entries,
        IReadOnlyList<NotebookOutcome> others,
        TextWriter writer,
        Func<string, bool?>? hasHoldout = null
    )
    {
        writer.Write($"# {MarkdownText.Inline(prompt)}\n\n");
        foreach (var (heading, lines) in Sections(entries, others))
        {
            writer.Write($"## {MarkdownText.Inline(heading)}\n\n");
            foreach (var (subject, text) in lines)
                writer.Write($"- **{subject}**: {MarkdownText.Inline(text)}\n");
            writer.Write('\n');
        }

        writer.Write(MarkdownText.Paragraphs(Note(entries, hasHoldout)));
    }

    private static string Outcome(NotebookOutcome outcome)
    {
        var (line, row) = (outcome.Line, outcome.Line.Row);
        var where = $"{row.EvalSet}{(row.Split is { } split ? $" {split}" : "")}, {row.ModelId ?? row.Model ?? "model not named"}";
        var change = line.Compared switch
        {
            { Baseline: not null, Delta: { } delta } =>
                $"; {line.Compared.Verdict} against {line.Against}: {Format.Points(delta)} ({Format.Points(line.DeltaInterval)}{(line.Compared.CorrectedPValue is null ? "" : " alone")}), {Format.PValue(Results.ScoreboardRows.DecidingPValueOf(line.Compared))}, {Format.Count(line.Compared.Fixed)} fixed, {Format.Count(line.Compared.Broken)} broken",
            { Verdict: { } verdict } => $"; {verdict}",
            _ => "; not compared",
        };
        return $"{RateText.Whole(line.Rate)} on {where}{change}; cost {Format.Money(Results.ScoreboardRows.UncachedCostOf(row))} ({row.RunId})";
    }
}
