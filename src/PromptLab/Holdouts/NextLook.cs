using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>What the next look at a holdout would be: advice to take one names its price.</summary>
/// <param name="EvalSet">The eval set's name.</param>
/// <param name="Number">The number of the look, from 1.</param>
internal sealed record NextLook(string EvalSet, int Number)
{
    /// <summary>The level that a claim would need, which falls with each look.</summary>
    public double Level => LookLevel.Of(Number);

    /// <summary>True where the look would be refused without <c>--burn</c>.</summary>
    public bool NeedsBurn => Number >= HoldoutHistory.FirstLookNeedingBurn;

    /// <summary>The next look at an eval set's holdout; null where it has none.</summary>
    public static NextLook? At(ProjectWorkspace project, EvalSet evalSet)
    {
        var ignored = new Problems(); // “check” reports what is wrong with a ledger
        return HoldoutLedger.HashOf(evalSet) is { } hash
            ? new NextLook(evalSet.Name, HoldoutLedger.Of(project, evalSet).Read(hash, ignored).NextNumber)
            : null;
    }
}
