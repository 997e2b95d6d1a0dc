using PromptLab.Files;

namespace PromptLab.Tests.Files;

public sealed class MisspeltKeyTests
{
    [Theory]
    [InlineData("tpye: equals", "f.yaml:2: “type” is missing. Is “tpye” a misspelling of it?")]
    [InlineData("typ: equals", "f.yaml:2: “type” is missing. Is “typ” a misspelling of it?")]
    [InlineData("weight: 2", "f.yaml:1: “type” is missing.")]
    public void A_missing_key_names_the_one_that_was_probably_meant_at_its_line(string line, string message)
    {
        var problems = new Problems();

        YamlMap.Read("id: right\n" + line, "f.yaml", problems)!.RequiredText("type");

        Assert.Equal(message, Assert.Single(problems.Found).ToString());
    }

    // “typ” is read under its own name, so it is none of this.
    [Fact]
    public void A_key_that_is_read_already_is_not_taken_for_it()
    {
        var problems = new Problems();
        var map = YamlMap.Read("typ: equals", "f.yaml", problems)!;
        map.Text("typ");

        map.RequiredText("type");

        Assert.Equal("f.yaml:1: “type” is missing.", Assert.Single(problems.Found).ToString());
    }
}
