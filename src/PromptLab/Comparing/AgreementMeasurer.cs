using System.Globalization;
using PromptLab.Files;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Comparing;

/// <summary>Measures how far runs, label columns and people agree.</summary>
internal static class AgreementMeasurer
{
    public static AgreementResult Measure(ProjectWorkspace project, AgreementOptions options)
    {
        var problems = new Problems();
        var sealedItems = new HashSet<string>(StringComparer.Ordinal);
        var raters = options
            .Runs.Select(run => RunRaters.Read(project, run, options.Grader, sealedItems, problems))
            .OfType<RaterLabels>()
            .ToList();
        if (options.Labels is { } file)
            raters.AddRange(LabelFile.Read(Path.Combine(project.OpenedIn, file), file, options.Columns, problems));
        raters = Named(raters);
        foreach (var rater in raters)
        foreach (var unit in rater.Labels.Keys.Where(unit => sealedItems.Contains(unit.Item)).ToList())
            rater.Labels.Remove(unit);
        if (raters.Count < 2 && !problems.HasErrors)
            problems.Add("promptlab compare", null, "Agreement needs two raters: name two runs, or a file of labels with --labels.");
        if (options.Scale != AgreementScale.Nominal)
            CheckNumbers(raters, problems);
        project.Conclude(problems);
        return new LabelledUnits(raters, options).Measure(sealedItems.Count);
    }

    // Two runs of one version are two raters.
    private static List<RaterLabels> Named(List<RaterLabels> raters)
    {
        var named = new List<RaterLabels>();
        foreach (var rater in raters)
        {
            var same = named.Count(other => other.Name == rater.Name || other.Name.StartsWith($"{rater.Name} (", StringComparison.Ordinal));
            named.Add(same == 0 ? rater : rater with { Name = string.Create(CultureInfo.InvariantCulture, $"{rater.Name} ({same + 1})") });
        }

        return named;
    }

    private static void CheckNumbers(List<RaterLabels> raters, Problems problems)
    {
        foreach (var rater in raters)
        {
            if (
                rater.Labels.Values.FirstOrDefault(label =>
                    !double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                ) is
                { } word
            )
                problems.Add(
                    "--scale",
                    null,
                    $"An order or distance needs numbers, and a label of {rater.Name} is “{ShortText.OnOneLine(word, 60)}”. Leave --scale out to compare names."
                );
        }
    }
}
