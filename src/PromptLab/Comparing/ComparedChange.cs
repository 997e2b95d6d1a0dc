namespace PromptLab.Comparing;

/// <summary>What was changed from baseline to candidate: what a difference can be put down to.</summary>
/// <param name="Elements">Sections and other elements of the prompt, such as <c>constraints</c>, then <c>model</c> and <c>graders</c>; empty where nothing was changed; null where the texts of the prompts are not known.</param>
public sealed record ComparedChange(IReadOnlyList<string>? Elements)
{
    /// <summary>The changed elements in words, for a sentence.</summary>
    public string Words => Elements switch
    {
        null => "another prompt, whose sections are not known here",
        [] => "nothing, so whatever differs is chance or drift",
        [var one] => one,
        _ => $"{string.Join(", ", Elements)}; more than one, so the difference can't be put down to one of them",
    };

    /// <summary>The changed elements as a cell of a table.</summary>
    public string Cell => Elements is null ? "another prompt" : string.Join(", ", Elements);

    /// <summary>What varies between two runs.</summary>
    /// <param name="comparability">What differs.</param>
    /// <param name="promptElements">What was changed in the prompt; null where the texts are not known.</param>
    public static ComparedChange Of(Comparability comparability, IReadOnlyList<string>? promptElements)
    {
        var prompt = comparability.Varied.Contains(ComparedAspect.Prompt) ? promptElements : [];
        IEnumerable<string> others = comparability.Varied.Where(aspect => aspect != ComparedAspect.Prompt).Select(aspect => aspect == ComparedAspect.Model ? "model" : "graders");
        return new ComparedChange(prompt is null ? null : [.. prompt, .. others]);
    }
}
