using PromptLab.Prompts;

namespace PromptLab.Tests.Prompts;

public sealed class PromptElementsTests
{
    [Fact]
    public void Each_line_of_the_constraints_is_an_element()
    {
        Assert.Equal(["constraints (line 2)"], Constraints("- One.\n- Two.\n- Three.", "- One.\n- Deux.\n- Three."));
        Assert.Equal(["constraints (line 1)", "constraints (line 3)"], Constraints("- One.\n- Two.\n- Three.", "- Un.\n- Two.\n- Trois."));
        Assert.Equal(["constraints (line 4)"], Constraints("- One.\n- Two.\n- Three.", "- One.\n- Two.\n- Three.\n- Four."));
        Assert.Equal(["constraints (line 2, taken out)"], Constraints("- One.\n- Two.\n- Three.", "- One.\n- Three."));
    }

    [Fact]
    public void Lines_that_only_change_places_are_one_element_together() =>
        Assert.Equal(["constraints (order)"], Constraints("- One.\n- Two.\n- Three.", "- Three.\n- One.\n- Two."));

    [Fact]
    public void A_blank_line_is_a_change_that_the_model_sees() =>
        Assert.Equal(["constraints (blank lines)"], Constraints("- One.\n- Two.", "- One.\n\n- Two."));

    [Fact]
    public void A_section_that_came_or_went_is_one_element()
    {
        var (without, with) = (Read(""), Read("# Constraints\n\n- One.\n- Two.\n\n"));

        Assert.Equal(["constraints"], PromptElements.Between(without, with));
        Assert.Equal(["constraints"], PromptElements.Between(with, without));
    }

    [Fact]
    public void Each_example_is_an_element_by_its_name()
    {
        var before = Read(Examples("", ("bill", "Twice.", "billing"), ("crash", "It died.", "technical")));

        Assert.Equal(
            ["examples (crash)"],
            PromptElements.Between(before, Read(Examples("", ("bill", "Twice.", "billing"), ("crash", "It crashed.", "technical"))))
        );
        Assert.Equal(
            ["examples (thanks)"],
            PromptElements.Between(
                before,
                Read(Examples("", ("bill", "Twice.", "billing"), ("crash", "It died.", "technical"), ("thanks", "Thanks!", "other")))
            )
        );
        Assert.Equal(
            ["examples (bill, taken out)"],
            PromptElements.Between(before, Read(Examples("", ("crash", "It died.", "technical"))))
        );
        Assert.Equal(
            ["examples (order)"],
            PromptElements.Between(before, Read(Examples("", ("crash", "It died.", "technical"), ("bill", "Twice.", "billing"))))
        );
        Assert.Equal(
            ["examples (introduction)"],
            PromptElements.Between(before, Read(Examples("Some:\n\n", ("bill", "Twice.", "billing"), ("crash", "It died.", "technical"))))
        );
    }

    [Fact]
    public void Other_sections_and_options_are_elements_as_a_whole()
    {
        var before = Read("# Role\n\nA clerk.\nA good one.\n\n");
        var after = Read("# Role\n\nA judge.\nA bad one.\n\n", "render: { style: xml }\n");

        Assert.Equal(["role", "render.style"], PromptElements.Between(before, after));
        Assert.Empty(PromptElements.Between(before, before));
    }

    private static IReadOnlyList<string> Constraints(string before, string after) =>
        PromptElements.Between(Read($"# Constraints\n\n{before}\n\n"), Read($"# Constraints\n\n{after}\n\n"));

    private static string Examples(string introduction, params (string Name, string Input, string Output)[] examples) =>
        $"# Examples\n\n{introduction}{string.Concat(examples.Select(example => $"## Example: {example.Name}\n\n### Input\n\n{example.Input}\n\n### Output\n\n{example.Output}\n\n"))}";

    private static Prompt Read(string sections, string options = "") =>
        SomePrompts.Read(
            $"---\nschema: promptlab/prompt@1\nname: triage\nversion: draft\n{options}variables:\n  message: {{ required: true, trust: untrusted }}\n---\n\n# Task\n\nSort it.\n\n{sections}# Current query\n\n{{message}}\n"
        );
}
