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

    // Composed or not, a byte order mark, a soft hyphen, a zero-width space, a mark of direction, a no-break space, an emoji's selector.
    [Theory]
    [InlineData("cafe\u0301", "1 label.right")]
    [InlineData("\ufeffcaf\u00e9", "1 label.right")]
    [InlineData("ca\u00adf\u00e9", "1 label.right")]
    [InlineData("caf\u00e9\u200b.", "1 label.right")]
    [InlineData("\u200ecaf\u00e9", "1 label.right")]
    [InlineData("\u200b **caf\u00e9** \u2060", "1 label.right")]
    [InlineData("ca\u200df\u00e9", "1 label.right")] // a joiner joins no Latin letters
    [InlineData("c\u0430f\u00e9", "0 label.unknown")] // a Cyrillic а is another letter
    [InlineData("cafe", "0 label.unknown")]
    public async Task A_label_is_the_same_composed_or_not_and_without_what_nobody_sees(string response, string code)
    {
        Assert.Equal(code, await GraderBench.CodeAsync("type: label, labels: [caf\u00e9, bar]", response, "\"caf\u00e9\""));
        Assert.Equal(code, await GraderBench.CodeAsync("type: label, labels: [cafe\u0301, bar]", response, "\"caf\u00e9\""));
        Assert.Equal(
            code,
            await GraderBench.CodeAsync("type: label, labels: [caf\u00e9, bar], find: anywhere", $"It is {response} today", "\"caf\u00e9\"")
        );
    }

    // In Persian a zero-width non-joiner separates what would be joined; in an emoji a joiner makes one picture of several.
    [Theory]
    [InlineData("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u062e\u0648\u0627\u0647\u0645", false)]
    [InlineData("\U0001F468\u200d\U0001F469", "\U0001F468\U0001F469", false)]
    [InlineData("\u2764\ufe0f", "\u2764", true)]
    [InlineData("not\u00a0urgent", "not urgent", true)]
    public async Task A_joiner_counts_where_one_sees_it(string response, string label, bool isSame) =>
        Assert.Equal(
            isSame ? "1 label.right" : "0 label.unknown",
            await GraderBench.CodeAsync($"type: label, labels: ['{label}', other]", response, $"\"{label}\"")
        );

    [Fact]
    public async Task A_label_in_letters_of_another_script_is_shown_with_its_code_points() =>
        Assert.Equal(
            "“p\u0430y” (U+0430) is none of “pay” (U+0061), no.",
            (await GraderBench.ScoreAsync("type: label, labels: [pay, no]", "p\u0430y", "\"pay\"")).Reason
        );

    [Fact]
    public void Two_labels_that_are_the_same_are_refused() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:5: The labels “caf\u00e9” (U+00E9) and “cafe\u0301” (U+0065 U+0301) of the grader “right” are the same. Keep one of them.",
            GraderBench.ProblemsOf("type: label, labels: [caf\u00e9, cafe\u0301]", GraderBench.Item("\"caf\u00e9\""))
        );

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
