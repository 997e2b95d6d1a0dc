using PromptLab.Progress;
using PromptLab.Reporting;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>status</c>.</summary>
/// <param name="Status">The state of the search, its costs and the next step.</param>
/// <param name="Do">The next step as a sentence.</param>
/// <param name="Because">The reason for the next step, as sentences.</param>
internal sealed record StatusOutput(PromptStatus Status, string Do, string Because) : IJsonOutput
{
    public static StatusOutput Of(PromptStatus status) => new(status, NextStepText.Do(status), NextStepText.Because(status));
}
