using PromptLab.Files;

namespace PromptLab.Settings;

/// <summary>Reads <c>lint</c> of <c>promptlab.yaml</c>.</summary>
internal static class LintSection
{
    private const string Warning = "warning";
    private const string Error = "error";

    public static LintSettings Read(YamlMap? lint)
    {
        if (lint is null)
            return new LintSettings();
        var settings = new LintSettings
        {
            OneChangePerVersion = lint.Choice("one_change_per_version", Warning, Error) == Error,
            LeakageIsError = lint.Choice("few_shot_leakage", Warning, Error) == Error,
            Silences = [.. lint.Maps("silence").Select(SilenceOf)],
        };
        lint.RejectUnknownKeys("“lint”");
        return settings;
    }

    private static LintSilence SilenceOf(YamlMap map)
    {
        var silence = new LintSilence(
            map.RequiredText("id", "few-items"),
            map.RequiredText("where", "evalsets/tickets/evalset.yaml"),
            map.Text("reason") ?? "",
            map.Line
        );
        if (string.IsNullOrWhiteSpace(silence.Reason))
            map.Problem("reason", $"The silence of “{silence.Id}” gives no reason. Say why the project is content with it: reason: \"…\".");
        map.RejectUnknownKeys("a silence");
        return silence;
    }
}
