using System.Text.RegularExpressions;
using PromptLab.Grading;
using PromptLab.Prompts;

namespace PromptLab.Tests.Grading;

public sealed partial class ReasonCodeTests
{
    private static readonly IReadOnlyList<ReasonCode> All = [.. GraderCatalog.BuiltIn.Codes];

    [Fact]
    public void Every_code_in_the_sources_of_graders_is_known()
    {
        var written =
            from file in Directory.EnumerateFiles(
                Path.Combine(SharedFiles.Root, "src/PromptLab/Grading"),
                "*.cs",
                SearchOption.AllDirectories
            )
            from Match literal in Code().Matches(File.ReadAllText(file))
            select literal.Groups["code"].Value;
        var known = All.Select(code => code.Name).ToList();

        Assert.NotEmpty(written);
        Assert.All(written, code => Assert.Contains(code, known));
    }

    [Fact]
    public void No_code_is_known_twice() => Assert.Equal(All.Count, All.Select(code => code.Name).Distinct().Count());

    [Fact]
    public void A_code_of_wrong_responses_names_parts_of_a_prompt_and_says_in_sentences_why()
    {
        string[] parts = [.. Enum.GetValues<SectionKind>().Select(kind => kind.Word()), "response_schema", "tools"];

        Assert.All(All.Where(code => code.Kind == ReasonKind.Wrong), code =>
        {
            Assert.NotEmpty(code.Sections);
            Assert.All(code.Sections, section => Assert.Contains(section, parts));
            Assert.Matches(@"^[A-Z].*\.$", code.Meaning);
        });
    }

    [Fact]
    public void Other_codes_advise_nothing() =>
        Assert.All(All.Where(code => code.Kind != ReasonKind.Wrong), code => Assert.Equal((0, null), (code.Sections.Count, code.Meaning)));

    [Fact]
    public void A_kind_that_is_turned_round_is_wrong_where_its_inner_kind_is_right()
    {
        Assert.Equal(
            [("not-equals.different", ReasonKind.Right), ("not-equals.same", ReasonKind.Wrong)],
            All.Where(code => code.Name.StartsWith("not-equals.", StringComparison.Ordinal)).Select(code => (code.Name, code.Kind)).Order()
        );
        Assert.DoesNotContain(All, code => code.Name.StartsWith("not-label.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_of_wrong_responses_without_a_section_or_a_meaning_is_an_argument_error()
    {
        Assert.Throws<ArgumentException>(() => ReasonCode.Wrong("tone.rude", [], "It is rude."));
        Assert.Throws<ArgumentException>(() => ReasonCode.Wrong("tone.rude", ["constraints"], " "));
    }

    [GeneratedRegex("\"(?<code>[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
