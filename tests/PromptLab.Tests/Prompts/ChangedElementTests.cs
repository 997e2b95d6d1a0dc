using PromptLab.Prompts;

namespace PromptLab.Tests.Prompts;

public sealed class ChangedElementTests
{
    [Theory]
    [InlineData("task", "task", null)]
    [InlineData("render.style", "render.style", null)]
    [InlineData("constraints (line 2)", "constraints", "line 2")]
    [InlineData("examples (no amount (old))", "examples", "no amount (old)")]
    public void A_name_that_a_run_kept_gives_the_section_and_the_part_back(string name, string section, string? part)
    {
        var element = ChangedElement.Parse(name);

        Assert.Equal(new ChangedElement(section, part), element);
        Assert.Equal(name, element.Name);
    }
}
