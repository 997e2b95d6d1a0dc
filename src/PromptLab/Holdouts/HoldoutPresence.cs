using PromptLab.Files;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>Which eval sets have a holdout, so that notes on tuning scores can suggest how to confirm them.</summary>
internal static class HoldoutPresence
{
    /// <summary>True or false by eval set name; null where the eval set is missing or unreadable.</summary>
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
