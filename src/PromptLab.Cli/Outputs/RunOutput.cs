using PromptLab.Reporting;
using PromptLab.Results;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>run</c> and <c>grade</c>.</summary>
/// <param name="Runs">The runs, in the order in which they were started.</param>
/// <param name="Best">
/// The id of the run of the best version that the evidence supports; null where the runs are not of several versions of one prompt.
/// </param>
internal sealed record RunOutput(IReadOnlyList<RunReport> Runs, string? Best) : IJsonOutput
{
    /// <summary>The averages over several eval sets; null for one.</summary>
    public IReadOnlyList<SetAverages>? Averages { get; init; }

    /// <summary>The eval sets that were not begun; null for one.</summary>
    public IReadOnlyList<string>? NotBegun { get; init; }
}
