using System.Text.Json;
using System.Text.RegularExpressions;
using PromptLab.Diagnosing;
using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Tests.Diagnosing;

public sealed partial class SectionSuggestionTests
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

    // The codes of one kind of grader stand with it, in the README of Grading.
    [Fact]
    public void The_readme_says_where_to_look_for_each_code_that_is_of_no_one_kind_and_for_no_other()
    {
        var graders = GraderCatalog.BuiltIn;
        var codes = graders
            .Codes.Where(code => code.Kind == ReasonKind.Wrong)
            .Except(graders.Kinds.SelectMany(kind => kind.Codes))
            .Select(code => code.Name)
            .Append(FailureReason.Refusal);
        var rows = File.ReadAllLines(Path.Combine(SharedFiles.Root, "src/PromptLab/Diagnosing/README.md"))
            .SkipWhile(line => !line.StartsWith("| look first at |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

        Assert.Equal(
            codes
                .Select(code => (Name: NameInReadme(code), string.Join(" or ", SectionSuggestion.For(code, graders).Sections)))
                .Distinct()
                .OrderBy(code => code.Name, StringComparer.Ordinal),
            rows.SelectMany(row => Code().Matches(row[2]).Select(match => (Name: match.Groups["code"].Value, row[1])))
                .OrderBy(code => code.Name, StringComparer.Ordinal)
        );
    }

    private static string NameInReadme(string code) => code.StartsWith("not-", StringComparison.Ordinal) ? "not-…" : code;

    private static (string Sections, string Why) Parts(SectionSuggestion suggestion) =>
        (string.Join(' ', suggestion.Sections), suggestion.Why);

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
