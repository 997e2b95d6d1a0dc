using System.Text.Json.Nodes;
using PromptLab.Comparing;
using PromptLab.Diagnosing;
using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Tests.Diagnosing;

/// <summary>Results to diagnose, said in few words.</summary>
internal static class SomeFailures
{
    public static ItemResult Pass(string id, string input = "text", params string[] tags) => Graded(id, passes: true, input, tags);

    public static ItemResult Fail(string id, string input = "text", params string[] tags) => Graded(id, passes: false, input, tags);

    /// <summary>A label that was read for a wanted one; null where none was.</summary>
    public static ItemResult Read(string id, string wanted, string? predicted, params string[] tags)
    {
        var code =
            predicted is null ? "label.unknown"
            : wanted == predicted ? "label.right"
            : "label.wrong";
        var verdict = Verdict("right", wanted == predicted, code);
        verdict = verdict with { Score = verdict.Score with { Expected = wanted, Predicted = predicted } };
        return Graded(id, wanted == predicted, "text", tags) with
        {
            Grade = new ItemGrade(wanted == predicted ? ItemStatus.Pass : ItemStatus.Fail, verdict.Score.Value, [verdict]),
        };
    }

    public static ItemResult Graded(string id, bool passes, string input, params string[] tags) =>
        new()
        {
            RunId = "run",
            ItemId = id,
            ItemHash = "sha256:" + id,
            Repeat = 1,
            Tags = tags,
            Input = new Dictionary<string, JsonNode>(StringComparer.Ordinal) { ["message"] = input },
            Output = passes ? "right" : "wrong",
            Grade = GradeOf(passes, passes ? "equals.same" : "equals.different"),
        };

    public static GraderVerdict Verdict(string id, bool pass, string code, double weight = 1, bool mustPass = false) =>
        new()
        {
            Id = id,
            Type = "equals",
            Score = Score.Of(pass ? 1 : 0, code, "Compared."),
            Pass = pass,
            Weight = weight,
            MustPass = mustPass,
        };

    public static Diagnosis Diagnose(IReadOnlyList<ItemResult> results) =>
        Diagnosis.Of(new ComparedRun("triage@v1", "run-1", results), null, new ItemHistory());

    private static ItemGrade GradeOf(bool passes, string code) =>
        new(passes ? ItemStatus.Pass : ItemStatus.Fail, passes ? 1 : 0, [Verdict("right", passes, code)]);
}
