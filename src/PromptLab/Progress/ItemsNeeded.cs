using PromptLab.Statistics;

namespace PromptLab.Progress;

/// <summary>The number of items that would show a gain with 80% power, by the two-sided mid-p test at 0.05.</summary>
/// <param name="Gain">The gain in pass rate, from 0 to 1.</param>
/// <param name="Discordance">The share of items whose result such a version changes.</param>
/// <param name="Items">The number of items; null where no number is large enough.</param>
/// <param name="Version">The version that had this gain; null for the smallest gain of interest.</param>
internal sealed record ItemsNeeded(double Gain, double Discordance, long? Items, string? Version)
{
    /// <summary>The items for the smallest gain of interest and, if there is one, for the latest unsupported gain.</summary>
    public static IReadOnlyList<ItemsNeeded> Of(VersionHistory history, PlateauVerdict verdict)
    {
        var latest = history.SinceSupported.LastOrDefault(attempt => attempt.Gain is not null);
        return
        [
            Of(verdict.SmallestGain, verdict.Discordance, null),
            .. latest is { Gain: > 0, Fixed: { } won, Broken: { } lost } && history.Items > 0
                ? [Of(latest.Gain ?? 0, Math.Max((double)(won + lost) / history.Items, latest.Gain ?? 0), latest.Version)]
                : Array.Empty<ItemsNeeded>(),
        ];
    }

    private static ItemsNeeded Of(double gain, double discordance, string? version) =>
        new(gain, discordance, PairedBinaryPower.RequiredItems(Math.Min(1, discordance), gain), version);
}
