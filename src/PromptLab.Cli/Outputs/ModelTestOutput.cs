using PromptLab.Models;
using PromptLab.Projects;

namespace PromptLab.Cli.Outputs;

/// <summary>What <c>models test</c> writes where the model answered.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Works">True.</param>
/// <param name="Response">What it answered; null if the response had no text.</param>
/// <param name="ResponseModel">The model as the provider names it; null if it does not.</param>
/// <param name="InputTokens">The tokens sent; null if unknown.</param>
/// <param name="OutputTokens">The tokens received; null if unknown.</param>
/// <param name="LatencyMs">How long it took, in milliseconds; null if unknown.</param>
/// <param name="CostUsd">What it cost, in US dollars; null if unknown.</param>
internal sealed record ModelTestOutput(
    string Model,
    bool Works,
    string? Response,
    string? ResponseModel,
    long? InputTokens,
    long? OutputTokens,
    double? LatencyMs,
    decimal? CostUsd
) : IJsonOutput
{
    public static IJsonOutput Of(TestModelResult tested) =>
        tested switch
        {
            { Failure: { } failure } => new FailedModelTestOutput(tested.Model.Alias, Works: false, failure),
            { Recorded: { } count } => new RecordedModelTestOutput(tested.Model.Alias, Works: true, count),
            _ => new ModelTestOutput(
                tested.Model.Alias,
                Works: true,
                tested.Response,
                tested.ResponseModel,
                tested.Usage?.Input,
                tested.Usage?.Output,
                tested.Latency?.TotalMilliseconds,
                tested.CostUsd
            ),
        };
}

/// <summary>What <c>models test</c> writes where the call failed.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Works">False.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record FailedModelTestOutput(string Model, bool Works, Failure Failure) : IJsonOutput;

/// <summary>What <c>models test</c> writes for a model that replays recordings.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Works">True.</param>
/// <param name="Recorded">How many responses its recordings hold.</param>
internal sealed record RecordedModelTestOutput(string Model, bool Works, int Recorded) : IJsonOutput;
