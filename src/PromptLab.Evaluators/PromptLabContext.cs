using System.Text.Json.Nodes;
using Microsoft.Extensions.AI.Evaluation;
using PromptLab.EvalSets;

namespace PromptLab.Evaluators;

/// <summary>The item that a response belongs to, for <see cref="PromptLabEvaluator"/>: its expected answer and its input.</summary>
public sealed class PromptLabContext : EvaluationContext
{
    private const string ContextName = "PromptLab item";

    /// <summary>Creates the context of an item with an expected answer.</summary>
    /// <param name="expected">
    /// The right answer: a text, number, boolean, list, or an object of several fields; null if there is none.
    /// </param>
    /// <param name="input">The input fields that graders name; null for none.</param>
    public PromptLabContext(JsonNode? expected, IReadOnlyDictionary<string, string>? input = null)
        : this(EvalItem.Of("item", input is { Count: > 0 } ? input : NoInput, expected)) { }

    /// <summary>Creates the context of an item of an eval set.</summary>
    public PromptLabContext(EvalItem item)
        : base(ContextName, item.Expected?.ToJsonString() ?? "null") => Item = item;

    /// <summary>The item.</summary>
    public EvalItem Item { get; }

    /// <summary>The item where no context is given: it has no expected answer.</summary>
    internal static EvalItem Nothing { get; } = EvalItem.Of("item", NoInput);

    // An item has at least one field.
    private static Dictionary<string, string> NoInput => new(StringComparer.Ordinal) { ["input"] = "-" };
}
