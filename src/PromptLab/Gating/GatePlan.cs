using PromptLab.EvalSets;
using PromptLab.Results;
using PromptLab.Settings;

namespace PromptLab.Gating;

/// <summary>What is judged by what.</summary>
/// <param name="EvalSet">The eval set as it is today.</param>
/// <param name="Rules">The gates.</param>
/// <param name="Runs">The runs.</param>
/// <param name="Missing">Versions without a run, a sentence each.</param>
/// <param name="Experiment">The experiment; null where runs were named.</param>
internal sealed record GatePlan(
    EvalSet EvalSet,
    IReadOnlyList<GateRule> Rules,
    IReadOnlyList<RunRecord> Runs,
    IReadOnlyList<string> Missing,
    ExperimentDefinition? Experiment
);
