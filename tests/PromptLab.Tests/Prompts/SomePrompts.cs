using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Prompts;

/// <summary>Prompts to test with, read from files as users write them.</summary>
internal static class SomePrompts
{
    public const string History = """
        ---
        schema: promptlab/prompt@1
        name: triage
        version: draft
        title: A title
        variables:
          message: { required: true, trust: untrusted }
          conversation_history: { type: messages }
          desk: { default: "billing desk" }
        render: { style: markdown, history: messages, examples: inline }
        ---

        # Role

        You work at the {desk}.

        # Task

        Sort it. JSON is literal: {"a": {"b": 1}}, and so are \{message}, {}, { message } and $\frac{1}{2}$.

        # Examples

        ## Example: a bill

        ### Input

        Charged twice.

        ### Output

        billing

        # Conversation history

        {conversation_history}

        # Current query

        Sort this: {message}

        """;

    /// <summary>Reads a text as the draft of a prompt “triage”; it must have no problem.</summary>
    public static Prompt Read(string text)
    {
        var (prompt, problems) = TryRead(text);
        Assert.Empty(problems);
        return prompt!;
    }

    /// <summary>Reads a text as the draft of a prompt “triage”.</summary>
    public static (Prompt? Prompt, IReadOnlyList<string> Problems) TryRead(string text)
    {
        using var bench = new TestBench();
        bench.Write("prompts/triage/draft.prompt.md", text);
        var problems = new Problems();
        var prompt = PromptFile.Read(Path.Combine(bench.Folder, "prompts/triage/draft.prompt.md"), "draft.prompt.md", problems);
        return (prompt, [.. problems.Found.Select(problem => problem.ToString())]);
    }

    public static Dictionary<string, JsonNode> Values(params (string Name, JsonNode Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
}
