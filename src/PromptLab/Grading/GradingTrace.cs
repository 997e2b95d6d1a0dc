namespace PromptLab.Grading;

/// <summary>Collects what a grader does with a response, step by step, for whoever asks for an explanation.</summary>
internal sealed class GradingTrace
{
    private const int MaxSteps = 200;

    private readonly List<GradingStep> _steps = [];

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<GradingStep> Steps => _steps;

    /// <summary>Adds a step.</summary>
    public void Add(string what, string text)
    {
        if (_steps.Count < MaxSteps)
            _steps.Add(new GradingStep(what, text));
    }
}

/// <summary>One step of a grader.</summary>
/// <param name="What">What was done: <c>extract the last number</c>, <c>field amount</c>, <c>normalised</c>, <c>compared with</c>.</param>
/// <param name="Text">What came of it, as a whole.</param>
public sealed record GradingStep(string What, string Text);

/// <summary>What a grader did with a response, and what came of it.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Steps">The steps in order; empty where the grader compares the response as it stands, or tells none.</param>
public sealed record GraderExplanation(GraderVerdict Verdict, IReadOnlyList<GradingStep> Steps);
