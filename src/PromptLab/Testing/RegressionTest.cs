using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Planning;
using PromptLab.Projects;
using PromptLab.Prompts;

namespace PromptLab.Testing;

/// <summary>Tests that a prompt version is not worse than another, in any test framework.</summary>
public static class RegressionTest
{
    /// <summary>
    /// Runs a version and its baseline side by side on the same items, through the project's cache, budget and recordings, and
    /// holds one against the other. Both runs get their row on the scoreboard. Items of <c>train</c> and of the holdout are left out.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="prompt">The version, such as <c>triage@v4</c>.</param>
    /// <param name="evalSet">The name of the eval set.</param>
    /// <param name="against">
    /// The baseline: a label such as <c>production</c>, a version such as <c>v3</c>, or a full reference of either.
    /// </param>
    /// <param name="model">The name of the model; null for the default of <c>promptlab.yaml</c>.</param>
    /// <param name="stopping">Asks for a stop; a run that was stopped cannot be judged.</param>
    /// <returns>The comparison, judged by the eval set's gates against this baseline, else by the default gate.</returns>
    /// <exception cref="InputException">A reference, a name or a file is wrong. No call was made.</exception>
    public static async Task<RegressionResult> RunAsync(
        this PromptLabProject project,
        string prompt,
        string evalSet,
        string against,
        string? model = null,
        CancellationToken stopping = default
    )
    {
        var baseline = PromptReference.Parse(against, within: PromptReference.Parse(prompt).Name).ToString();
        var outcome = await project.RunAsync(
            new RunOptions
            {
                Prompts = [baseline, prompt],
                EvalSet = evalSet,
                Splits = project.MeasuredSplitsOf(evalSet),
                Models = model is null ? [] : [model],
            },
            stopping
        );
        var candidates = outcome.Runs.GroupBy(run => run.Record.Model.Alias).Select(sameModel => sameModel.Last().Record.RunId);
        var gates = project.Gate(new GateOptions { Runs = [.. candidates], Gates = [$"metric: pass_rate, against: \"{against}\""] });
        return RegressionResult.Of(outcome, gates, against);
    }
}
