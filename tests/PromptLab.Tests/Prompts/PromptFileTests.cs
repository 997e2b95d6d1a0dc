using PromptLab.Prompts;
using static PromptLab.Tests.Prompts.SomePrompts;

namespace PromptLab.Tests.Prompts;

public sealed class PromptFileTests
{
    [Fact]
    public void Sections_examples_variables_and_options_are_read()
    {
        var prompt = Read(History);

        Assert.Equal(
            [SectionKind.Role, SectionKind.Task, SectionKind.Examples, SectionKind.ConversationHistory, SectionKind.CurrentQuery],
            prompt.Sections.Select(section => section.Kind)
        );
        Assert.Equal(
            ("a bill", "Charged twice.", "billing"),
            (prompt.Sections[2].Examples[0].Name, prompt.Sections[2].Examples[0].Input, prompt.Sections[2].Examples[0].Output)
        );
        Assert.Equal(["message", "conversation_history", "desk"], prompt.Variables.Select(variable => variable.Name));
        Assert.Equal("triage@draft", prompt.Reference);
    }

    [Theory]
    [InlineData("# Task\n", "# Tsk\n", "draft.prompt.md:17: “# Tsk” is no known section. Did you mean “Task”?")]
    [InlineData("# Task\n", "# Role\n", "draft.prompt.md:17: “# Role” is there already, on line 13. Join the two.")]
    [InlineData("Sort this: {message}", "", "draft.prompt.md:37: “# Current query” is empty. Write it or remove the heading.")]
    [InlineData("### Output", "### Outpt", "draft.prompt.md:29: “### Outpt” is not known in an example. Did you mean “Output”?")]
    [InlineData("## Example: a bill", "## A bill", "draft.prompt.md:23: “## A bill” is no example. Write “## Example: name”.")]
    [InlineData("title: A title", "titel: A title", "draft.prompt.md:5: “titel” is not known in the front matter. Did you mean “title”?")]
    [InlineData(
        "style: markdown",
        "style: markdwn",
        "draft.prompt.md:10: “style” can't be “markdwn”; it takes markdown, xml. Did you mean “markdown”?"
    )]
    [InlineData(
        "name: triage",
        "name: other",
        "draft.prompt.md:3: The name is “other”, but the file stands in the folder “triage”. They must be equal."
    )]
    [InlineData(
        "version: draft",
        "version: v1",
        "draft.prompt.md:4: The version is “v1”, but the file is named “draft.prompt.md”. They must be equal."
    )]
    [InlineData(
        "Sort this: {message}",
        "Sort this: {mesage}",
        "draft.prompt.md:39: “{mesage}” is not declared. Did you mean “message”? Declare it under “variables”, or write \\{mesage} for the literal text."
    )]
    [InlineData(
        "Sort this: {message}",
        "{message}\n\n{{desk}}",
        "draft.prompt.md:41: “{{desk}}” has doubled braces. Write {desk} for the variable, or \\{\\{desk}} for the literal text."
    )]
    [InlineData(
        "{desk}",
        "desk",
        "draft.prompt.md:9: “desk” is declared and never used. Use {desk} in a section, or remove the declaration."
    )]
    [InlineData(
        "desk: { default: \"billing desk\" }",
        "expected: { required: true }\n  desk: { default: \"x\" }",
        "draft.prompt.md:9: “expected” is for judges only: here it would leak the answer to the model. Remove it, or give a judge's prompt “kind: judge”."
    )]
    [InlineData(
        "required: true, trust",
        "required: true, default: x, trust",
        "draft.prompt.md:7: “message” is required and has a default. Keep one of the two."
    )]
    [InlineData(
        "required: true, trust",
        "requird: true, trust",
        "draft.prompt.md:7: “requird” is not known in the variable “message”. Did you mean “required”?"
    )]
    public void What_is_wrong_is_told_with_its_line_and_a_mend(string before, string after, string problem)
    {
        Assert.Contains(before, History, StringComparison.Ordinal);

        var (prompt, problems) = TryRead(History.Replace(before, after, StringComparison.Ordinal));

        Assert.Null(prompt);
        Assert.Contains(problem, problems);
    }

    [Fact]
    public void A_file_without_front_matter_or_a_query_says_what_to_write()
    {
        Assert.Equal(
            ["draft.prompt.md:1: A prompt file begins with front matter between two lines “---”."],
            TryRead("# Role\n\nYou sort.\n").Problems
        );
        Assert.Contains(
            "draft.prompt.md: “# Current query” is missing. Put what is asked under it, such as {message}.",
            TryRead(History.Split("# Current query")[0]).Problems
        );
    }

    [Fact]
    public void A_heading_inside_a_code_fence_is_text()
    {
        var prompt = Read(
            History.Replace("Sort it.", "Sort it:\n\n```markdown\n# Not a section\n## Example: none\n```\n", StringComparison.Ordinal)
        );

        Assert.Contains("# Not a section", prompt.Sections[1].Text, StringComparison.Ordinal);
        Assert.Equal(5, prompt.Sections.Count);
    }

    [Fact]
    public void Json_latex_and_escaped_braces_are_literal()
    {
        var task = PromptRenderer.Render(Read(History), Values(("message", "m")))[0].Text;

        Assert.Contains(
            """JSON is literal: {"a": {"b": 1}}, and so are {message}, {}, { message } and $\frac{1}{2}$.""",
            task,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_sample_prompts_have_no_problem()
    {
        foreach (var path in Directory.EnumerateFiles(SharedFiles.Require("samples/prompts"), "*.prompt.md", SearchOption.AllDirectories))
        {
            var problems = new PromptLab.Files.Problems();
            Assert.NotNull(PromptFile.Read(path, path, problems));
            Assert.Empty(problems.Found);
        }
    }
}
