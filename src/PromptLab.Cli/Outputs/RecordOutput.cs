using PromptLab.Experiments;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>record</c>.</summary>
/// <param name="File">The recording.</param>
/// <param name="Responses">The number of responses in the recording.</param>
/// <param name="Added">The number of responses that were added.</param>
/// <param name="FailedCalls">The number of failed calls, which have no response.</param>
internal sealed record RecordOutput(string File, int Responses, int Added, int FailedCalls) : IJsonOutput
{
    public static RecordOutput Of(RecordResult recorded) => new(recorded.File, recorded.Responses, recorded.Added, recorded.FailedCalls);
}
