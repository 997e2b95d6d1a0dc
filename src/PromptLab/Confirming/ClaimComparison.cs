using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>Compares the two stored runs of a look.</summary>
internal static class ClaimComparison
{
    /// <summary>The comparison, with the pass rate at the level of the look.</summary>
    /// <param name="project">The project.</param>
    /// <param name="look">The look.</param>
    /// <param name="baseline">The baseline's run.</param>
    /// <param name="candidate">The candidate's run.</param>
    /// <param name="confidence">That of the interval and the bounds.</param>
    /// <param name="problems">Collects problems of the journals.</param>
    public static BaselineComparison Of(
        ProjectWorkspace project,
        HoldoutLook look,
        RunRecord baseline,
        RunRecord candidate,
        double confidence,
        Problems problems
    )
    {
        var change = RunComparer.ChangeOf(project, baseline, candidate, Comparability.Of(baseline, candidate));
        using var baselineJournal = project.Runs.Read(baseline, problems);
        using var candidateJournal = project.Runs.Read(candidate, problems);
        var comparison = BaselineComparison.Of(
            baseline,
            baselineJournal.Lines().Select(line => line.Result),
            candidate,
            candidateJournal.Lines().Select(line => line.Result),
            change,
            look.Number,
            judgesScore: false,
            confidence
        );
        return comparison with { PassRate = comparison.PassRate.AfterLooks(look.Number) };
    }
}
