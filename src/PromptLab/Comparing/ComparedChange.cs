using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>What was changed from baseline to candidate: what a difference can be put down to.</summary>
/// <param name="Changed">
/// Elements of the prompt, such as <c>task</c> and <c>constraints (line 2)</c>, then <c>model</c>, or its parameters
/// such as <c>model.temperature</c>, and <c>graders</c>; empty where nothing was changed; null where the texts of the
/// prompts are not known.
/// </param>
public sealed record ComparedChange([property: JsonIgnore] IReadOnlyList<ChangedElement>? Changed)
{
    /// <summary>The names of the changed elements; null where the texts of the prompts are not known.</summary>
    public IReadOnlyList<string>? Elements => Changed is null ? null : [.. Changed.Select(element => element.Name)];

    /// <summary>The changed elements in words, for a sentence.</summary>
    public string Words =>
        Elements switch
        {
            null => "another prompt, whose sections are not known here",
            [] => "nothing, so whatever differs is chance or drift",
            [var one] => one,
            _ => $"{string.Join(", ", Elements)}; more than one, so the difference can't be put down to one of them",
        };

    /// <summary>The sections and options that the elements belong to, for a cell of a table.</summary>
    public string Cell =>
        Changed is null ? "another prompt" : string.Join(", ", Changed.Select(element => element.Section).Distinct(StringComparer.Ordinal));

    /// <summary>What varies between two runs.</summary>
    /// <param name="comparability">What differs.</param>
    /// <param name="promptElements">What was changed in the prompt; null where the texts are not known.</param>
    /// <param name="before">The model of the baseline.</param>
    /// <param name="after">The model of the candidate.</param>
    internal static ComparedChange Of(
        Comparability comparability,
        IReadOnlyList<ChangedElement>? promptElements,
        RunModel before,
        RunModel after
    )
    {
        var prompt = comparability.Varied.Contains(ComparedAspect.Subject) ? promptElements : [];
        var model = comparability.Varied.Contains(ComparedAspect.Model) ? ModelElements(before, after) : [];
        ChangedElement[] graders = comparability.Varied.Contains(ComparedAspect.Graders) ? [new("graders")] : [];
        return new ComparedChange(prompt is null ? null : [.. prompt, .. model, .. graders]);
    }

    // Of one model each parameter is an element of its own.
    private static IReadOnlyList<ChangedElement> ModelElements(RunModel before, RunModel after)
    {
        if (before.Id != after.Id || before.Parameters is null || after.Parameters is null)
            return [new("model")];
        return
        [
            .. before
                .Parameters.Concat(after.Parameters)
                .Select(parameter => parameter.Key)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Where(name => !JsonNode.DeepEquals(before.Parameters[name], after.Parameters[name]))
                .Select(name => new ChangedElement($"model.{name}")),
        ];
    }
}
