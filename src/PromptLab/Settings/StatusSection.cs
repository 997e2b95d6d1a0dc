using PromptLab.Files;

namespace PromptLab.Settings;

/// <summary>Reads <c>status</c> of <c>promptlab.yaml</c>.</summary>
internal static class StatusSection
{
    private const double MinGain = 0.001;
    private const double MaxGain = 0.999;

    public static StatusSettings Read(YamlMap? status)
    {
        if (status is null)
            return new StatusSettings();
        var settings = new StatusSettings
        {
            MaxCostUsd = status.Amount("max_cost_usd"),
            SmallestGain = status.Number("smallest_gain", MinGain, MaxGain),
        };
        status.RejectUnknownKeys("“status”");
        return settings;
    }
}
