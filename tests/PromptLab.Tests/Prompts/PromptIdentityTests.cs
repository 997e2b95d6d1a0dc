using CsCheck;
using PromptLab.Prompts;
using static PromptLab.Tests.Prompts.SomePrompts;

namespace PromptLab.Tests.Prompts;

public sealed class PromptIdentityTests
{
    private static readonly string Hash = Read(History).Hash;

    [Fact]
    public void Line_ends_and_a_byte_order_mark_are_no_part_of_it()
    {
        Assert.Equal(Hash, Read(History.Replace("\n", "\r\n", StringComparison.Ordinal)).Hash);
        Assert.Equal(Hash, Read("\uFEFF" + History).Hash);
    }

    [Theory]
    [InlineData("title: A title", "title: Another")]
    [InlineData("title: A title", "title: A title\nhypothesis: It will be better.")]
    [InlineData("title: A title", "title: A title\nauthor: someone@example.com")]
    [InlineData("title: A title", "title: A title\ntags: [a, b]")]
    [InlineData("title: A title", "title: A title\nchanges: [task]")]
    [InlineData("required: true, trust: untrusted", "required: true, trust: trusted")]
    public void What_people_write_about_a_prompt_is_no_part_of_it(string before, string after) => Assert.Equal(Hash, Edited(before, after));

    [Theory]
    [InlineData("You work at", "You  work at")]
    [InlineData("# Role\n\nYou", "# Context\n\nYou")]
    [InlineData("style: markdown", "style: xml")]
    [InlineData("examples: inline", "examples: turns")]
    [InlineData("Charged twice.", "Charged thrice.")]
    [InlineData("## Example: a bill", "## Example: the bill")]
    [InlineData("billing desk", "other desk")]
    [InlineData("title: A title", "title: A title\nresponse_schema: { type: object }")]
    public void What_the_model_sees_is_part_of_it(string before, string after) => Assert.NotEqual(Hash, Edited(before, after));

    [Fact]
    public void The_order_of_sections_is_part_of_it()
    {
        var sections = History.Split("# Task")[1].Split("# Examples")[0];
        var moved = History.Replace("# Task" + sections, "", StringComparison.Ordinal) + "\n# Task" + sections;

        Assert.NotEqual(Hash, Read(moved).Hash);
    }

    [Fact]
    public void Any_visible_character_changes_it()
    {
        var at = History.IndexOf("Sort it.", StringComparison.Ordinal);

        Gen.Select(Gen.Int[0, "Sort it.".Length - 1], Gen.Char['!', '~'].Where(c => c is not ('{' or '}' or '\\' or '#')))
            .Sample(
                (offset, character) =>
                {
                    var changed = History[..(at + offset)] + character + History[(at + offset)..];
                    return Read(changed).Hash != Hash;
                }
            );
    }

    [Fact]
    public void Metadata_have_a_hash_of_their_own()
    {
        var before = PromptIdentity.MetadataHash(Read(History));

        Assert.StartsWith("meta:", before, StringComparison.Ordinal);
        Assert.NotEqual(before, PromptIdentity.MetadataHash(Read(History.Replace("A title", "Another", StringComparison.Ordinal))));
    }

    private static string Edited(string before, string after)
    {
        Assert.Contains(before, History, StringComparison.Ordinal);
        return Read(History.Replace(before, after, StringComparison.Ordinal)).Hash;
    }
}
