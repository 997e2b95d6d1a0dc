using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Languages;

public sealed class LanguageGraderTests
{
    private const string German = "Das ist die Antwort auf Ihre Frage, und sie ist nicht lang.";
    private const string English = "This is the answer to your question, and it is not long.";

    [Theory]
    [InlineData("value: de", German, "1 language.right")]
    [InlineData("value: German", German, "1 language.right")]
    [InlineData("value: de-AT", German, "1 language.right")]
    [InlineData("value: en", German, "0 language.other")]
    [InlineData("value: de", English, "0 language.other")]
    [InlineData("value: de", "Ja, OK.", "? language.unsure")]
    [InlineData("value: 'no'", "Paris", "? language.unsure")]
    public async Task The_response_is_in_the_wanted_language(string options, string response, string code) =>
        Assert.Equal(code, await CodeAsync($"type: language, {options}", response));

    [Fact]
    public async Task The_expected_answer_may_name_the_language() =>
        Assert.Equal("1 language.right", await CodeAsync("type: language", German, "\"de\""));

    [Theory]
    [InlineData("Warum ist der Himmel blau, und warum ist er am Abend rot?", German, "1 language.right")]
    [InlineData("Warum ist der Himmel blau, und warum ist er am Abend rot?", English, "0 language.other")]
    [InlineData("Berlin?", English, "? language.unsure")]
    public async Task The_response_is_in_the_language_of_an_input_field(string message, string response, string code)
    {
        var (graders, items) = Make(
            One("type: language, same_as: message"),
            $$"""{"id": "a", "input": {"message": "{{message}}"}, "expected": "x"}"""
        );

        var score = (await GradeAsync(graders, items[0], response)).Verdicts[0].Score;

        Assert.Equal(code, FormattableString.Invariant($"{(score.Value is { } value ? value : "?")} {score.Code}"));
    }

    [Fact]
    public async Task The_reason_names_both_languages() =>
        Assert.Equal(
            "It is English, not German: “This is the answer to your question, and it is not long.”.",
            (await ScoreAsync("type: language, value: de", English)).Reason
        );

    [Theory]
    [InlineData("value: Klingon", "no known language")]
    [InlineData("value: de, same_as: message", "Keep one of them")]
    [InlineData("same_as: question", "“question” is missing in the item")]
    public void A_wrong_definition_is_refused(string options, string problem) =>
        Assert.Contains(problem, ProblemsOf($"type: language, {options}", Item("\"5\"")), StringComparison.Ordinal);

    [Fact]
    public void An_item_whose_language_is_unknown_is_refused_at_its_line() =>
        Assert.StartsWith("evalsets/t/items.jsonl:1: “x9”", ProblemsOf("type: language", Item("\"x9\"")), StringComparison.Ordinal);
}
