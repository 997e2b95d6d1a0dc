using PromptLab.Experiments;
using PromptLab.Results;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>run --resume --dry-run</c>.</summary>
/// <param name="Runs">The runs that would be resumed.</param>
internal sealed record ResumeForecastOutput(IReadOnlyList<ResumeForecastOutput.ResumedRunOutput> Runs) : IJsonOutput
{
    public static ResumeForecastOutput Of(ResumeForecast forecast) =>
        new([.. forecast.Runs.Select(run => new ResumedRunOutput(run.Run.RunId, run.Resumption))]);

    /// <summary>A run that would be resumed.</summary>
    /// <param name="RunId">Its id.</param>
    /// <param name="Resumption">What would be reused and called.</param>
    internal sealed record ResumedRunOutput(string RunId, RunResumption Resumption);
}
