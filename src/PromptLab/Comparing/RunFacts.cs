using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>What, besides the prompt, a run's numbers depend on. Null means not known, or that the run has none.</summary>
public sealed record RunFacts
{
    /// <summary>The eval set's name.</summary>
    public required string EvalSet { get; init; }

    /// <summary>The eval set's hash.</summary>
    public required string? EvalSetHash { get; init; }

    /// <summary>The hash of the graders, their weights and pass marks.</summary>
    public required string? GradersHash { get; init; }

    /// <summary>The model's name in <c>promptlab.yaml</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The hash of the model and its parameters.</summary>
    public required string? ConfigHash { get; init; }

    /// <summary>The split, several joined with <c>;</c>; null where the eval set is not split.</summary>
    public required string? Split { get; init; }

    /// <summary>How many items were asked.</summary>
    public required int Items { get; init; }

    /// <summary>The facts that a run's record holds.</summary>
    public static RunFacts Of(RunRecord run) => new()
    {
        EvalSet = run.EvalSet.Name,
        EvalSetHash = run.EvalSet.Hash,
        GradersHash = run.GradersHash,
        Model = run.Model.Id ?? run.Model.Alias ?? "",
        ConfigHash = run.ConfigHash,
        Split = run.EvalSet.Split.Count == 0 ? null : string.Join(';', run.EvalSet.Split),
        Items = run.EvalSet.Items,
    };
}
