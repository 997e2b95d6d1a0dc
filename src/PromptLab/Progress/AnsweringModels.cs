using PromptLab.EvalSets;
using PromptLab.Models;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Progress;

/// <summary>Finds a model that can answer what a next step would ask, since a recording has no answer to a new text.</summary>
/// <param name="project">The project.</param>
/// <param name="evalSet">The eval set to measure on.</param>
/// <param name="versions">The prompt's versions.</param>
/// <param name="preferred">The alias of the model that the versions were measured with.</param>
/// <param name="splits">The splits of the history; null for all items but those of the holdout.</param>
/// <param name="repeats">How often each item is asked.</param>
internal sealed class AnsweringModels(
    ProjectWorkspace project,
    EvalSet evalSet,
    IReadOnlyList<Prompt> versions,
    string preferred,
    string? splits,
    int repeats
)
{
    /// <summary>
    /// The alias of a model that can answer every request of some versions: the preferred one, else one with the same id and
    /// parameters, so that the results can be compared; null where there is none.
    /// </summary>
    public string? For(IReadOnlyList<string> names, bool onHoldout)
    {
        if (!project.Config.Models.TryGetValue(preferred, out var model))
            return preferred;
        var prompts = versions.Where(version => names.Contains(version.Version, StringComparer.Ordinal)).ToList();
        var choice = SplitChoice.Parse(splits);
        var items = onHoldout ? [.. evalSet.SealedItems] : evalSet.Items.Where(item => !item.IsSealed && choice.Includes(item)).ToList();
        return new[] { model }
            .Concat(project.Config.Models.Values.Where(other => IsSame(other, model)))
            .FirstOrDefault(candidate => RecordedRequests.CanAnswer(candidate, prompts, items, onHoldout ? 1 : repeats, project.Models))
            ?.Alias;
    }

    private static bool IsSame(ModelDefinition one, ModelDefinition other) =>
        one.Alias != other.Alias && RunConditions.ConfigHashOf(one) == RunConditions.ConfigHashOf(other);
}
