using PromptLab.Holdouts;

namespace PromptLab.Tests.Holdouts;

/// <summary>Looks, claims and histories, said in few words.</summary>
internal static class SomeLooks
{
    public const string Holdout = "sha256:holdout";

    /// <summary>A look for the claim of v2 against v1.</summary>
    public static HoldoutLook Claimed(string runId = "run-2") =>
        Looked(runId) with
        {
            Purpose = LookPurpose.Confirm,
            Baseline = "triage@v1",
            BaselineHash = "sha256:v1",
            BaselineRunId = runId + "-baseline",
        };

    /// <summary>A look at v2 by a run.</summary>
    public static HoldoutLook Looked(string runId = "run-2") =>
        new()
        {
            At = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Purpose = LookPurpose.Run,
            HoldoutHash = Holdout,
            Items = 20,
            Prompt = "triage",
            Version = "v2",
            PromptHash = "sha256:v2",
            Model = "main",
            ConfigHash = "sha256:config",
            GradersHash = "sha256:graders",
            RunId = runId,
        };

    public static HoldoutClaim Claim(string runId = "run-2", ClaimOutcome claim = ClaimOutcome.Confirmed) =>
        new()
        {
            RunId = runId,
            At = new DateTimeOffset(2026, 11, 24, 12, 5, 0, TimeSpan.Zero),
            Claim = claim,
            Items = 20,
            Fixed = 8,
            Broken = 0,
            Difference = 0.4,
            Interval = null,
            PValue = 0.0039,
            Level = 0.05,
            Margin = 0.1,
            TuningGain = null,
        };

    public static HoldoutHistory History(params HoldoutLook[] looks) => new(Holdout, looks, [], 0);
}
