using PromptLab.Results;

namespace PromptLab.Tests.Progress;

/// <summary>Rows of a scoreboard, said in few words: <c>triage</c> on 48 items of dev.</summary>
internal static class SomeRows
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A version that was held against none.</summary>
    public static ScoreboardRow First(int passed, int items = 48, int version = 1) =>
        new()
        {
            RunId = FormattableString.Invariant($"run-v{version}"),
            StartedAt = Noon.AddMinutes(version),
            Prompt = "triage",
            Version = FormattableString.Invariant($"v{version}"),
            PromptHash = FormattableString.Invariant($"sha256:v{version}"),
            Model = "main",
            ModelId = "small",
            ConfigHash = "sha256:config",
            EvalSet = "tickets",
            EvalSetHash = "sha256:items",
            Split = "dev",
            GradersHash = "sha256:graders",
            Items = items,
            Repeats = 1,
            Scored = items,
            Errors = 0,
            PassRate = (double)passed / items,
            CostUsd = 0.01m,
            Verdict = "baseline",
        };

    /// <summary>A version that was held against the one before it.</summary>
    public static ScoreboardRow Next(
        int version,
        int passed,
        int won,
        int lost,
        string changed = "task",
        string verdict = "no difference shown",
        int items = 48
    ) =>
        First(passed, items, version) with
        {
            Parent = FormattableString.Invariant($"v{version - 1}"),
            Changed = [changed],
            Baseline = FormattableString.Invariant($"v{version - 1}"),
            Delta = (double)(won - lost) / items,
            Fixed = won,
            Broken = lost,
            PValue = PromptLab.Statistics.McNemarTest.Of(lost, won).MidPTwoSided,
            Verdict = verdict,
        };

    /// <summary>So many versions in a row, from v2 on, that change nothing, in two sections by turns.</summary>
    public static IEnumerable<ScoreboardRow> Misses(int count, int passed, int from = 2, int items = 48) =>
        Enumerable.Range(from, count).Select(version => Next(version, passed, 0, 0, version % 2 == 0 ? "task" : "role", items: items));
}
