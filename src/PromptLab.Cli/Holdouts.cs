using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Cli;

/// <summary>Which eval sets have a holdout, so that the notes below tuning scores say where a claim comes from.</summary>
internal static class Holdouts
{
    /// <summary>Whether an eval set of the project has one; null where it can't be read. It is read when it is asked for.</summary>
    public static Func<string, bool?> Of(Project project) => name => project.EvalSets.Resolve(name, new Problems())?.HasHoldout;

    /// <summary>The same of one that is read already; null for every other one.</summary>
    public static Func<string, bool?> Of(EvalSet evalSet) => name => name == evalSet.Name ? evalSet.HasHoldout : null;
}
