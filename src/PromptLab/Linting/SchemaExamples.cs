using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.JsonSchemas;

namespace PromptLab.Linting;

/// <summary>Finds examples whose output violates the prompt's own response schema.</summary>
internal static class SchemaExamples
{
    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from prompt in material.Prompts
        from node in new[] { prompt.Prompt.ResponseSchema }.OfType<JsonNode>()
        let schema = JsonSchema.Read(node, prompt.Prompt.File, new Problems())
        from example in prompt.Examples
        let output = LintedPrompt.Literal(example.Output)
        where output is not null
        let problem = FindProblem(output, schema)
        where problem is not null
        select new RuleMatch(
            prompt.Prompt.File,
            example.Line,
            $"The output of the example “{example.Name}” breaks the prompt's response schema: {problem} The model is told one thing and shown another: mend the example or the schema."
        );

    private static string? FindProblem(string output, JsonSchema schema)
    {
        var json = StrictJson.Parse(CodeFence.LastContent(output) ?? output, out var problem);
        if (problem is not null)
            return problem;
        try
        {
            return schema.Validate(json) is [var first, ..]
                ? $"{(first.Pointer.Length == 0 ? "" : $"at {first.Pointer}: ")}{first.Message}"
                : null;
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or WorkBudgetException)
        {
            return null; // undecided, so not reported
        }
    }
}
