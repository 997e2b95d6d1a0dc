using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Compares the stored runs that the options refer to.</summary>
internal static class StoredRunComparer
{
    public static CompareResult Compare(ProjectWorkspace project, CompareOptions options)
    {
        var problems = new Problems();
        var found = RunReferences.FindTogether(project, options.Baseline, options.Candidates, problems);
        problems.ThrowIfErrors();
        var (baseline, candidates) = found!.Value;
        var comparisons = RunComparer.Of(project, baseline, candidates, options.Allowed, options.Seed, problems);
        project.Conclude(problems);
        if (comparisons.FirstOrDefault(one => one.Evidence.Comparison.Pairs.Count == 0) is { } empty)
            throw new InputException(empty.Candidate.RunId, null, "The two runs have no item in common, so there is nothing to compare.");
        return new CompareResult
        {
            Comparisons = comparisons,
            Holdouts = HoldoutPresence.Of(project, [baseline.EvalSet.Name, .. candidates.Select(run => run.EvalSet.Name)]),
        };
    }
}
