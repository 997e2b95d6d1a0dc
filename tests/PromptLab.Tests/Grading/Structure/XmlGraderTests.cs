using System.Text;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Structure;

public sealed class XmlGraderTests
{
    private const string Ticket =
        "<ticket><label kind=\"a\">billing</label><line>1</line><line>2</line><note>R &amp; D <![CDATA[<x>]]></note></ticket>";

    [Theory]
    [InlineData("<a/>", "1 xml.right")]
    [InlineData("\n<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a>x</a>\n", "1 xml.right")]
    [InlineData("<a><b></a></b>", "0 xml.invalid")]
    [InlineData("<a>", "0 xml.invalid")]
    [InlineData("<a/><b/>", "0 xml.invalid")]
    [InlineData("<a>&nbsp;</a>", "0 xml.invalid")]
    [InlineData("<a b=1/>", "0 xml.invalid")]
    [InlineData("<p:a/>", "0 xml.invalid")]
    [InlineData("Here: <a/>", "0 xml.invalid")]
    [InlineData("plain", "0 xml.invalid")]
    [InlineData("<a>\u0001</a>", "0 xml.invalid")]
    public async Task The_text_is_well_formed(string response, string code) => Assert.Equal(code, await CodeAsync("type: xml", response));

    [Fact]
    public async Task It_may_be_taken_out_of_a_code_fence() =>
        Assert.Equal("1 xml.right", await CodeAsync("type: xml, extract: code-fence", "```xml\n<a/>\n```"));

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"ha\">]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://localhost:1/a.dtd\"><a/>")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE html><html></html>")]
    [InlineData(
        "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><l>&c;</l>"
    )]
    public async Task A_document_type_is_refused_and_never_read(string response) =>
        Assert.Equal("0 xml.doctype", await CodeAsync("type: xml", response));

    [Fact]
    public async Task Deep_nesting_is_undecided_and_nesting_without_end_is_not_well_formed()
    {
        var (open, close) = (
            new StringBuilder().Insert(0, "<a>", 100_000).ToString(),
            new StringBuilder().Insert(0, "</a>", 100_000).ToString()
        );

        Assert.Equal("? response.too-deep", await CodeAsync("type: xml", open + close));
        Assert.Equal("0 xml.invalid", await CodeAsync("type: xml", open));
    }

    [Theory]
    [InlineData("root: ticket", Ticket, "1 xml.right")]
    [InlineData("root: answer", Ticket, "0 xml.root")]
    [InlineData("root: 'p:a', namespaces: { p: 'urn:x' }", "<q:a xmlns:q='urn:x'/>", "1 xml.right")]
    [InlineData("root: 'p:a', namespaces: { p: 'urn:x' }", "<a/>", "0 xml.root")]
    [InlineData("root: a", "<a xmlns='urn:x'/>", "0 xml.root")]
    public async Task The_root_has_the_wanted_name(string options, string response, string code) =>
        Assert.Equal(code, await CodeAsync($"type: xml, {options}", response));

    [Theory]
    [InlineData("xpath: /ticket/label", "1 xml.right")]
    [InlineData("xpath: //label/@kind", "0 xml.different")]
    [InlineData("xpath: //label/@kind, equals: a", "1 xml.right")]
    [InlineData("xpath: //missing", "0 xml.missing")]
    [InlineData("xpath: //line", "0 xml.several")]
    [InlineData("xpath: '//line[2]', equals: 2", "1 xml.right")]
    [InlineData("xpath: //line, count: 2", "1 xml.right")]
    [InlineData("xpath: //line, count: 3", "0 xml.count")]
    [InlineData("xpath: //line, exists: true", "1 xml.right")]
    [InlineData("xpath: //error, exists: false", "1 xml.right")]
    [InlineData("xpath: //line, exists: false", "0 xml.present")]
    [InlineData("xpath: //error, exists: true", "0 xml.missing")]
    [InlineData("xpath: //note, equals: 'R & D <x>'", "1 xml.right")]
    [InlineData("xpath: count(//line), equals: 2", "1 xml.right")]
    [InlineData("xpath: sum(//line) div 2, equals: 1.5", "1 xml.right")]
    [InlineData("xpath: 'boolean(//label)', equals: 'true'", "1 xml.right")]
    [InlineData("xpath: /ticket/label, ignore_case: true, equals: BILLING", "1 xml.right")]
    [InlineData("root: ticket, xpath: [{ path: //label }, { path: //line, count: 2 }, { path: //error, exists: false }]", "1 xml.right")]
    [InlineData("xpath: [{ path: //label }, { path: //line, count: 3 }]", "0 xml.count")]
    public async Task An_expression_finds_what_it_should(string options, string code) =>
        Assert.Equal(code, await CodeAsync($"type: xml, {options}", Ticket));

    [Fact]
    public async Task Prefixes_are_those_of_the_grader() =>
        Assert.Equal(
            "1 xml.right",
            await CodeAsync("type: xml, xpath: /p:a/p:b, namespaces: { p: 'urn:x' }", "<a xmlns='urn:x'><b>billing</b></a>")
        );

    [Fact]
    public async Task The_reason_says_what_was_found_and_what_is_wanted()
    {
        Assert.Equal("“//label” is “billing”, not “bug”.", (await ScoreAsync("type: xml, xpath: //label", Ticket, "\"bug\"")).Reason);
        Assert.Equal("“//line” finds 2 nodes, not 3.", (await ScoreAsync("type: xml, xpath: //line, count: 3", Ticket)).Reason);
        Assert.StartsWith(
            "It is not well-formed XML: “<a>” In line 1: ",
            (await ScoreAsync("type: xml", "<a>")).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_expression_that_multiplies_is_given_up() =>
        Assert.Equal(
            "? grader.too-much-work",
            await CodeAsync(
                "type: xml, xpath: '//*[count(//*[count(//*) > 1]) > 1]', exists: true",
                $"<a>{string.Concat(Enumerable.Repeat("<b/>", 5000))}</a>"
            )
        );

    [Theory]
    [InlineData("xpath: '//['", "“//[” is no valid XPath expression: ")]
    [InlineData("xpath: //p:a", "“//p:a” is no valid XPath expression: ")]
    [InlineData("xpath: count(//a), exists: true", "“count(//a)” finds no nodes but a value: compare it with “equals”.")]
    [InlineData("xpath: //a, count: 1, exists: true", "An expression has just one of equals, exists, count.")]
    [InlineData("count: 1", "“count” says what an expression finds, and there is no “xpath” beside it.")]
    [InlineData("root: 'p:a'", "The prefix “p” is not declared. Add it: namespaces: { p: \"urn:…\" }.")]
    [InlineData("xpath: [{ path: //a, eqals: x }]", "“eqals” is not known in an expression of “xpath”. Did you mean “equals”?")]
    public void An_expression_that_could_not_be_evaluated_is_refused_at_its_line(string options, string problem) =>
        Assert.StartsWith(
            "evalsets/t/evalset.yaml:5: " + problem,
            ProblemsOf($"type: xml, {options}", Item("\"x\"")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("root: ''", "“root” is empty.")]
    [InlineData("xpath: []", "“xpath” is empty.")]
    public void What_names_nothing_is_refused(string option, string problem) =>
        Assert.Contains(problem, GraderBench.ProblemsOf($"type: xml, {option}", GraderBench.Item("1")), StringComparison.Ordinal);
}
