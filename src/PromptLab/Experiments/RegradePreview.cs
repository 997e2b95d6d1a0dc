using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>What other graders would say of a run's responses. Nothing is kept.</summary>
public sealed record RegradePreview : ProjectResult
{
    /// <summary>The run whose responses were graded again.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>The file of the graders, as the user would name it.</summary>
    public required string GradersFile { get; init; }

    /// <summary>True if the graders are those that graded the run, so that their verdicts are the same.</summary>
    public required bool HasSameGraders { get; init; }

    /// <summary>How many responses were graded again; those of the holdout, failed calls and items that changed are left out.</summary>
    public required int Compared { get; init; }

    /// <summary>How many results were left out because their item is in the holdout.</summary>
    public required int Sealed { get; init; }

    /// <summary>How many results were left out because the call failed, or the item's input is another now or gone.</summary>
    public required int LeftOut { get; init; }

    /// <summary>How many responses passed before, of those that were compared.</summary>
    public required int PassedBefore { get; init; }

    /// <summary>How many of them pass now.</summary>
    public required int PassedNow { get; init; }

    /// <summary>The responses whose status or score changes, in the order of items.</summary>
    public required IReadOnlyList<RegradedResponse> Changed { get; init; }

    /// <summary>The responses of the item that was to be explained, one a repeat; empty without one.</summary>
    public required IReadOnlyList<ExplainedResponse> Explained { get; init; }
}

/// <summary>A response with its old grade and its new one.</summary>
/// <param name="Result">The stored result, with its grade.</param>
/// <param name="Now">The grade that it would get.</param>
public sealed record RegradedResponse(ItemResult Result, ItemGrade Now);

/// <summary>A response with what each grader did with it.</summary>
/// <param name="Result">The stored result.</param>
/// <param name="Now">The grade that it gets now.</param>
/// <param name="Graders">Each grader that applies, in file order.</param>
public sealed record ExplainedResponse(ItemResult Result, ItemGrade Now, IReadOnlyList<GraderExplanation> Graders);
