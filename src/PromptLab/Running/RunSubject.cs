using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>
/// What a run measures: a prompt version of one or more steps, each with its own prompt. Immutable; compare two by
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

    /// <summary>The steps in execution order; at least one.</summary>
    public IReadOnlyList<RunStep> Steps { get; }

    /// <summary>
    /// With one step, the prompt's own hash, which does not depend on the step's name. With several, <c>sha256:</c> over the
    /// canonical JSON <c>{"steps":[{"hash":…,"name":…},…]}</c>, in step order.
    /// </summary>
    public string Hash { get; }

    /// <summary>Name and version, such as <c>triage@v3</c>.</summary>
    public string Reference => $"{Name}@{Version}";

    /// <summary>A subject of one step: the prompt version itself.</summary>
    public static RunSubject Of(Prompt prompt) => new(prompt.Name, prompt.Version, [new RunStep(1, prompt.Name, prompt)]);

    /// <summary>A subject of several steps, numbered in the given order.</summary>
    /// <exception cref="ArgumentException"><paramref name="steps"/> is empty.</exception>
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

/// <summary>One step of a run's subject, with its own prompt.</summary>
/// <param name="Number">Its position among the steps, from 1.</param>
/// <param name="Name">The step's name; the prompt's name where it is the only step.</param>
/// <param name="Prompt">The prompt that the step sends.</param>
internal sealed record RunStep(int Number, string Name, Prompt Prompt);
