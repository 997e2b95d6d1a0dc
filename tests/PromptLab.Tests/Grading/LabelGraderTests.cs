namespace PromptLab.Tests.Grading;

public sealed class LabelGraderTests
{
    private const string Urgency = "type: label, labels: [urgent, not urgent, Other]";

    [Theory]
    [InlineData("urgent", "1 label.right")]
    [InlineData("Urgent.", "1 label.right")]
    [InlineData("**“URGENT”**", "1 label.right")]
    [InlineData("'urgent'!", "1 label.right")]
    [InlineData("not urgent", "0 label.wrong")]
    [InlineData("It is urgent", "0 label.unknown")]
    [InlineData("very", "0 label.unknown")]
    [InlineData("", "0 label.unknown")]
    public async Task The_whole_text_is_a_label_but_for_case_quotes_and_a_full_stop(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync(Urgency, response, "\"urgent\""));

    [Theory]
    [InlineData("It is urgent.", "1 label.right")]
    [InlineData("URGENT: a fire", "1 label.right")]
    [InlineData("It is urgent, very urgent", "1 label.right")]
    [InlineData("It is not urgent.", "0 label.wrong")]
    [InlineData("Not urgent, or is it urgent?", "0 label.several")]
    [InlineData("urgently", "0 label.unknown")]
    [InlineData("another", "0 label.unknown")]
    public async Task Found_anywhere_a_label_stands_as_words_of_its_own(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync(Urgency + ", find: anywhere", response, "\"urgent\""));

    [Fact]
    public async Task The_score_names_both_labels_as_the_file_writes_them()
    {
        var score = await GraderBench.ScoreAsync(Urgency, "OTHER", "\"Urgent\"");

        Assert.Equal(
            (0.0, "Other", "urgent", "It is “Other”, not “urgent”."),
            (score.Value, score.Predicted, score.Expected, score.Reason)
        );
    }

    [Theory]
    [InlineData("maybe", "“maybe” is none of urgent, not urgent, Other.")]
    [InlineData("", "“” is none of urgent, not urgent, Other.")]
    public async Task A_text_that_is_no_label_predicts_none(string response, string reason)
    {
        var score = await GraderBench.ScoreAsync(Urgency + ", ignore_case: false", response, "\"urgent\"");

        Assert.Equal((null, "urgent", reason), (score.Predicted, score.Expected, score.Reason));
    }

    [Fact]
    public async Task A_response_that_can_not_be_read_predicts_none()
    {
        var score = await GraderBench.ScoreAsync(Urgency + ", field: label", "urgent", "\"urgent\"");

        Assert.Equal((0.0, "response.not-json", null, "urgent"), (score.Value, score.Code, score.Predicted, score.Expected));
    }

    [Fact]
    public async Task Case_counts_where_the_file_says_so()
    {
        Assert.Equal("0 label.unknown", await GraderBench.CodeAsync(Urgency + ", ignore_case: false", "Urgent", "\"urgent\""));
        Assert.Equal(
            "0 label.unknown",
            await GraderBench.CodeAsync(Urgency + ", ignore_case: false, find: anywhere", "Urgent", "\"urgent\"")
        );
    }

    [Fact]
    public async Task Labels_of_signs_are_found_too() =>
        Assert.Equal(
            "1 label.right",
            await GraderBench.CodeAsync("type: label, labels: [C, C++], find: anywhere", "I would take C++ here", "\"C++\"")
        );

    [Theory]
    [InlineData("type: label", "evalset.yaml:5: The grader “right” (label) needs at least two “labels”: labels: [yes, no].")]
    [InlineData(
        "type: label, labels: [billing]",
        "evalset.yaml:5: The grader “right” (label) needs at least two “labels”: labels: [yes, no]."
    )]
    [InlineData(
        "type: label, labels: [billing, shipping]",
        "items.jsonl:1: “biling” of the item “a” is no label of the grader “right”. Did you mean “billing”?"
    )]
    [InlineData(
        "type: label, labels: [biling, x], find: anywere",
        "evalset.yaml:5: “find” can't be “anywere”; it takes whole, anywhere. Did you mean “anywhere”?"
    )]
    public void Wrong_labels_are_refused(string grader, string problem) =>
        Assert.Equal("evalsets/t/" + problem, GraderBench.ProblemsOf(grader, GraderBench.Item("\"biling\"")));
}
