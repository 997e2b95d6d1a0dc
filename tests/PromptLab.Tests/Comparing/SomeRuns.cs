using PromptLab.Results;

namespace PromptLab.Tests.Comparing;

/// <summary>Records of runs to compare, said in few words.</summary>
internal static class SomeRuns
{
    public static RunRecord Of(string reference, int items = 48) =>
        new()
        {
            RunId = "20261124-120000-" + reference.Replace('@', '-') + "-abcdef",
            StartedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Status = RunStatus.Completed,
            Trigger = "local",
            Prompt = new RunPrompt
            {
                Name = reference.Split('@')[0],
                Version = reference.Split('@')[1],
                Hash = "sha256:" + reference,
            },
            EvalSet = new RunEvalSet
            {
                Name = "refunds",
                Hash = "sha256:9b1e44d0c6f8aaaa",
                Split = ["dev"],
                Items = items,
                SelectedIdsHash = "sha256:ids",
            },
            Model = new RunModel
            {
                Alias = "main",
                Provider = "openai",
                Id = "small",
            },
            ConfigHash = "sha256:3fd1c0a7e9b2",
            GradersHash = "sha256:aa07b9d3410e",
            Fingerprint = "sha256:" + reference,
            Tool = new RunTool("promptlab", "0.1.0", "10.0", "linux-x64"),
        };
}
