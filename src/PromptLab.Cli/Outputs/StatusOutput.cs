using PromptLab.Progress;
using PromptLab.Reporting;

namespace PromptLab.Cli.Outputs;

/// <summary>What <c>status</c> writes.</summary>
/// <param name="Status">The facts.</param>
/// <param name="Do">The next step as a sentence.</param>
/// <param name="Because">Its reason.</param>
internal sealed record StatusOutput(PromptStatus Status, string Do, string Because) : IJsonOutput
{
    public static StatusOutput Of(PromptStatus status) => new(status, NextStepText.Do(status), NextStepText.Because(status));
}
