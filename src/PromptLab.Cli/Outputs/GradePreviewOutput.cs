using PromptLab.Experiments;
using PromptLab.Grading;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>grade --with</c> and <c>grade --explain</c>.</summary>
/// <param name="RunId">The run whose responses were graded again.</param>
/// <param name="Graders">The file of the graders.</param>
/// <param name="SameGraders">True if they are those that graded the run.</param>
/// <param name="Compared">How many responses were graded again.</param>
/// <param name="Sealed">How many results of the holdout were left out.</param>
/// <param name="LeftOut">How many results were left out because the call failed, or the item is another now.</param>
/// <param name="PassedBefore">How many of the compared responses passed before.</param>
/// <param name="PassedNow">How many of them pass now.</param>
/// <param name="Changed">The responses whose status or score changes.</param>
/// <param name="Explained">What each grader did with the responses of the item to explain.</param>
internal sealed record GradePreviewOutput(
    string RunId,
    string Graders,
    bool SameGraders,
    int Compared,
    int Sealed,
    int LeftOut,
    int PassedBefore,
    int PassedNow,
    IReadOnlyList<GradePreviewOutput.Change> Changed,
    IReadOnlyList<GradePreviewOutput.Explanation> Explained
) : IJsonOutput
{
    public static GradePreviewOutput Of(RegradePreview preview) =>
        new(
            preview.Run.RunId,
            preview.GradersFile,
            preview.HasSameGraders,
            preview.Compared,
            preview.Sealed,
            preview.LeftOut,
            preview.PassedBefore,
            preview.PassedNow,
            [
                .. preview.Changed.Select(one => new Change(
                    one.Result.ItemId,
                    one.Result.Repeat,
                    Grade.Of(one.Result.Grade!),
                    Grade.Of(one.Now)
                )),
            ],
            [
                .. preview.Explained.Select(one => new Explanation(
                    one.Result.ItemId,
                    one.Result.Repeat,
                    one.Result.Output ?? "",
                    Grade.Of(one.Now),
                    [.. one.Graders.Select(grader => new Grader(grader.Verdict.Id, grader.Verdict.Type, grader.Steps))]
                )),
            ]
        );

    /// <summary>A response whose grade changes.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Repeat">The repeat, from 1.</param>
    /// <param name="Before">The grade that is kept.</param>
    /// <param name="Now">The grade that it would get.</param>
    internal sealed record Change(string Item, int Repeat, Grade Before, Grade Now);

    /// <summary>A grade.</summary>
    /// <param name="Status">What the item comes to.</param>
    /// <param name="Score">Its score, from 0 to 1; null if undecided.</param>
    /// <param name="Grades">What each grader said.</param>
    internal sealed record Grade(ItemStatus Status, double? Score, IReadOnlyList<GraderVerdict> Grades)
    {
        public static Grade Of(ItemGrade grade) => new(grade.Status, grade.Score, grade.Verdicts);
    }

    /// <summary>A response that is explained.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Repeat">The repeat, from 1.</param>
    /// <param name="Response">The response.</param>
    /// <param name="Now">Its grade.</param>
    /// <param name="Graders">What each grader did.</param>
    internal sealed record Explanation(string Item, int Repeat, string Response, Grade Now, IReadOnlyList<Grader> Graders);

    /// <summary>A grader with what it did.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Type">Its kind.</param>
    /// <param name="Steps">What it did, step by step.</param>
    internal sealed record Grader(string Id, string Type, IReadOnlyList<GradingStep> Steps);
}
