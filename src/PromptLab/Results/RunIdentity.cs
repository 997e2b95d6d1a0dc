using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>What a run asks of what and how it is judged, as hashes and names: known before the run is begun. Immutable.</summary>
internal sealed record RunIdentity
{
    /// <summary>The prompt version, or the free name of responses recorded elsewhere.</summary>
    public required RunPrompt Prompt { get; init; }

    /// <summary>The eval set, and what is chosen of it.</summary>
    public required RunEvalSet EvalSet { get; init; }

    /// <summary>The model.</summary>
    public required RunModel Model { get; init; }

    /// <summary>How often every item is asked, from 1.</summary>
    public required int Repeats { get; init; }

    /// <summary><c>sha256:</c> over the model's id and parameters.</summary>
    public required string ConfigHash { get; init; }

    /// <summary><c>sha256:</c> over the graders and the way their scores are combined.</summary>
    public required string GradersHash { get; init; }

    /// <summary><c>sha256:</c> over responses recorded elsewhere; null where a model is asked.</summary>
    public string? ResponsesHash { get; init; }

    /// <summary><c>sha256:</c> over prompt, eval set, config and graders: equal fingerprints ask and judge the same.</summary>
    public string Fingerprint =>
        ContentHash.Of(
            new JsonObject
            {
                ["prompt"] = Prompt.Hash ?? Prompt.Name,
                ["evalset"] = EvalSet.Hash,
                ["config"] = ConfigHash,
                ["graders"] = GradersHash,
            }
        );
}
