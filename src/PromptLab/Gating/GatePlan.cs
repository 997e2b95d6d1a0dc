using PromptLab.EvalSets;
using PromptLab.Results;
using PromptLab.Settings;

namespace PromptLab.Gating;

/// <summary>The runs to judge and the rules to judge them by.</summary>
/// <param name="EvalSet">The eval set as it is today.</param>
/// <param name="Rules">The gates of the eval set and of the options.</param>
/// <param name="Runs">The runs to judge.</param>
/// <param name="Missing">A sentence for each version of the experiment that has no run to judge.</param>
/// <param name="Experiment">The experiment; null where runs were given.</param>
internal sealed record GatePlan(
    EvalSet EvalSet,
    IReadOnlyList<GateRule> Rules,
    IReadOnlyList<RunRecord> Runs,
    IReadOnlyList<string> Missing,
    ExperimentDefinition? Experiment
);
