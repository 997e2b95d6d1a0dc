using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>
/// What a run measures: a prompt version of one step or of several, each a prompt of its own. Immutable; compare two by
/// <see cref="Hash"/>.
/// </summary>
internal sealed record RunSubject
{
    private RunSubject(string name, string version, IReadOnlyList<RunStep> steps) =>
        (Name, Version, Steps, Hash) = (name, version, steps, HashOf(steps));

    /// <summary>The name, such as <c>triage</c>.</summary>
    public string Name { get; }

    /// <summary><c>v1</c>, <c>v2</c>, … or <c>draft</c>.</summary>
    public string Version { get; }

    /// <summary>The steps in the order in which an item passes them; at least one.</summary>
    public IReadOnlyList<RunStep> Steps { get; }

    /// <summary>
    /// The prompt's own hash where there is one step, whatever its name. Of several steps <c>sha256:</c> over the canonical
    /// JSON <c>{"steps":[{"hash":…,"name":…},…]}</c>, in their order.
    /// </summary>
    public string Hash { get; }

    /// <summary>The reference by version, such as <c>triage@v3</c>.</summary>
    public string Reference => $"{Name}@{Version}";

    /// <summary>One prompt version alone.</summary>
    public static RunSubject Of(Prompt prompt) => new(prompt.Name, prompt.Version, [new RunStep(1, prompt.Name, prompt)]);

    /// <summary>A version of several steps; they are numbered in the order given.</summary>
    /// <exception cref="ArgumentException">There is no step.</exception>
    public static RunSubject Of(string name, string version, IReadOnlyList<(string Name, Prompt Prompt)> steps) =>
        steps.Count > 0
            ? new RunSubject(name, version, [.. steps.Select((step, index) => new RunStep(index + 1, step.Name, step.Prompt))])
            : throw new ArgumentException("A subject has at least one step.", nameof(steps));

    private static string HashOf(IReadOnlyList<RunStep> steps) =>
        steps is [var only]
            ? only.Prompt.Hash
            : ContentHash.Of(
                new JsonObject
                {
                    ["steps"] = new JsonArray([
                        .. steps.Select(step => new JsonObject { ["name"] = step.Name, ["hash"] = step.Prompt.Hash }),
                    ]),
                }
            );
}
