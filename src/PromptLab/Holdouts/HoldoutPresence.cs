using PromptLab.Files;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>Which eval sets have a holdout, so that notes below tuning scores can say where a claim comes from.</summary>
internal static class HoldoutPresence
{
    /// <summary>Whether each eval set has one; null where it is gone or can't be read.</summary>
    public static IReadOnlyDictionary<string, bool?> Of(ProjectWorkspace project, IEnumerable<string> evalSets) =>
        evalSets.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => HasHoldout(project, name), StringComparer.Ordinal);

    private static bool? HasHoldout(ProjectWorkspace project, string evalSet)
    {
        try
        {
            return project.EvalSets.Resolve(evalSet, new Problems())?.HasHoldout;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
