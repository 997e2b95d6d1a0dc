using PromptLab.Models;
using PromptLab.Projects;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>models test</c> where the call succeeded.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Works">True.</param>
/// <param name="Response">The text of the response; null if it had none.</param>
/// <param name="ResponseModel">The model as the provider names it; null if it does not.</param>
/// <param name="InputTokens">The tokens sent; null if unknown.</param>
/// <param name="OutputTokens">The tokens received; null if unknown.</param>
/// <param name="LatencyMs">The duration of the call in milliseconds; null if unknown.</param>
/// <param name="CostUsd">The cost in US dollars; null if unknown.</param>
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

/// <summary>The JSON output of <c>models test</c> where the call failed.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Works">False.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record FailedModelTestOutput(string Model, bool Works, Failure Failure) : IJsonOutput;

/// <summary>The JSON output of <c>models test</c> for a model that replays recordings.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Works">True.</param>
/// <param name="Recorded">The number of responses in its recordings.</param>
internal sealed record RecordedModelTestOutput(string Model, bool Works, int Recorded) : IJsonOutput;
