using PromptLab.Experiments;

namespace PromptLab.Cli.Outputs;

/// <summary>What <c>record</c> writes.</summary>
/// <param name="File">The recording.</param>
/// <param name="Responses">How many responses it holds now.</param>
/// <param name="Added">How many of them are new.</param>
/// <param name="FailedCalls">How many failed calls were left out.</param>
internal sealed record RecordOutput(string File, int Responses, int Added, int FailedCalls) : IJsonOutput
{
    public static RecordOutput Of(RecordResult recorded) => new(recorded.File, recorded.Responses, recorded.Added, recorded.FailedCalls);
}
