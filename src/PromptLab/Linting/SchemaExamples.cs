using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.JsonSchemas;

namespace PromptLab.Linting;

/// <summary>Examples whose output breaks the prompt's own response schema.</summary>
internal static class SchemaExamples
{
    public static IEnumerable<Spot> Find(LintMaterial material) =>
        from prompt in material.Prompts
        from node in new[] { prompt.Prompt.ResponseSchema }.OfType<JsonNode>()
        let schema = JsonSchema.Read(node, prompt.Prompt.File, new Problems())
        from example in prompt.Examples
        let output = LintedPrompt.Literal(example.Output)
        where output is not null
        let wrong = ProblemOf(output, schema)
        where wrong is not null
        select new Spot(
            prompt.Prompt.File,
            example.Line,
            $"The output of the example “{example.Name}” breaks the prompt's response schema: {wrong} The model is told one thing and shown another: mend the example or the schema."
        );

    private static string? ProblemOf(string output, JsonSchema schema)
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
        catch (RegexMatchTimeoutException)
        {
            return null; // then nothing is known
        }
    }
}
