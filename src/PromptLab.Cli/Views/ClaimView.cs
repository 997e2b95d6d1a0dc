using PromptLab.Confirming;
using PromptLab.Holdouts;
using PromptLab.Reporting;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>Describes the look that a claim would take.</summary>
internal static class ClaimView
{
    public static string Predict(ClaimForecast forecast) =>
        $"It would be look {Format.Count(forecast.Look)} at the holdout{(forecast.IsResumed ? ", which goes on" : "")}: a claim needs {Format.Level(forecast.Level)}.";
}
