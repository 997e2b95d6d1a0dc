using System.Text.Json;
using PromptLab.Diagnosing;
using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Tests.Diagnosing;

public sealed class SectionSuggestionTests
{
    public static TheoryData<string> WrongCodes =>
        [.. GraderCatalog.BuiltIn.Codes.Where(code => code.Kind == ReasonKind.Wrong).Select(code => code.Name)];

    [Theory]
    [MemberData(nameof(WrongCodes))]
    public void Every_code_of_wrong_responses_is_explained(string code)
    {
        var suggestion = SectionSuggestion.For(code, GraderCatalog.BuiltIn);

        Assert.NotEmpty(suggestion.Sections);
        Assert.DoesNotContain("Nothing is known", suggestion.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_too_large_is_not_explained_as_another_number()
    {
        var suggestion = SectionSuggestion.For("number.too-large", GraderCatalog.BuiltIn);

        Assert.Equal(["format"], suggestion.Sections);
        Assert.Equal("A number is stated that is too large to compare: say in which unit and in which form it is wanted.", suggestion.Why);
    }

    [Fact]
    public void A_hosts_code_is_explained_by_the_host()
    {
        var catalog = new GraderCatalog();
        catalog.Add(new GraderKind("tone", 1, _ => null) { Codes = [ReasonCode.Wrong("tone.rude", ["role", "examples"], "It is rude.")] });

        Assert.Equal(("role examples", "It is rude."), Parts(SectionSuggestion.For("tone.rude", catalog)));
        Assert.Equal(
            ("task", "Nothing is known of this code; read some of the responses."),
            Parts(SectionSuggestion.For("tone.rude", GraderCatalog.BuiltIn))
        );
    }

    [Fact]
    public void Machines_get_the_sections_as_one_text()
    {
        var suggestion = SectionSuggestion.For("equals.different", GraderCatalog.BuiltIn);
        const string Json =
            """{"section":"format or examples","why":"The text differs: look whether the answer is wrong, or only its form."}""";

        Assert.Equal(Json, JsonSerializer.Serialize(suggestion, FileJson.Line));
        Assert.Equal(suggestion.Sections, JsonSerializer.Deserialize<SectionSuggestion>(Json, FileJson.Line)!.Sections);
    }

    [Theory]
    [MemberData(nameof(WrongCodes))]
    public void The_readme_says_where_to_look_for_every_code(string code)
    {
        var readme = File.ReadAllLines(Path.Combine(SharedFiles.Root, "src/PromptLab/Diagnosing/README.md"));
        var sections = string.Join(" or ", SectionSuggestion.For(code, GraderCatalog.BuiltIn).Sections);
        var row = readme.Single(line => line.StartsWith($"| {sections} |", StringComparison.Ordinal));

        Assert.Contains(code.StartsWith("not-", StringComparison.Ordinal) ? "`not-…`" : $"`{code}`", row, StringComparison.Ordinal);
    }

    private static (string Sections, string Why) Parts(SectionSuggestion suggestion) =>
        (string.Join(' ', suggestion.Sections), suggestion.Why);
}
