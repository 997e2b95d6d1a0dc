using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

public sealed class ChoiceGraderTests
{
    [Theory]
    [InlineData("B", "1 choice.right")]
    [InlineData("A", "0 choice.wrong")]
    [InlineData("I can't tell.", "0 choice.unknown")]
    [InlineData("Paris", "0 choice.unknown")]
    [InlineData("F", "0 choice.unknown")] // A to E unless “choices” says otherwise
    [InlineData("", "0 choice.unknown")]
    public async Task The_chosen_letter_is_compared(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: choice", response, "\"B\""));

    [Theory]
    [InlineData("b")]
    [InlineData("(B)")]
    [InlineData("b.")]
    [InlineData("**B**")]
    [InlineData("**B.**")]
    [InlineData("“B”")]
    [InlineData("B) Paris")]
    [InlineData("B. Paris")]
    [InlineData("B: Paris")]
    [InlineData("(B) Paris, since it is the capital")]
    [InlineData("**B)** Paris")]
    [InlineData("B) Paris\n\nIt is the capital of France.")]
    [InlineData("B\n\nParis is the capital of France.")]
    [InlineData("Let me see. A cat has four legs.\r\nB\r\n")]
    [InlineData("The answer is (B).")]
    [InlineData("The answer is B.")]
    [InlineData("the answer is **(B) Paris**")]
    [InlineData("So the correct answer is B because it is the capital.")]
    [InlineData("The answer is B, a city on the Seine.")]
    [InlineData("Answer: B")]
    [InlineData("Answer: (b)")]
    [InlineData("answer: b")]
    [InlineData("**Answer:** B")]
    [InlineData("**Answer**: B")]
    [InlineData("Answer:\n\nB) Paris")]
    [InlineData("Answer: Option B")]
    [InlineData("The correct option is (B) Paris")]
    [InlineData("The best choice would be B")]
    [InlineData("Q: Which city?\nA: B")]
    [InlineData("A: (B)")]
    [InlineData("The answer is $\\boxed{B}$.")]
    [InlineData("$\\boxed{\\text{B}}$")]
    [InlineData("I would go with option B")]
    [InlineData("It must be (B).")]
    public async Task The_letter_is_found_in_the_forms_that_models_write(string response) =>
        Assert.Equal("B", (await GraderBench.ScoreAsync("type: choice", response, "\"B\"")).Predicted);

    [Theory]
    [InlineData("A")]
    [InlineData("a)")]
    [InlineData("The answer is A.")]
    [InlineData("The answer is A, since it rained.")]
    [InlineData("The answer is A because it rained.")]
    [InlineData("Answer: A\nIt rained.")]
    [InlineData("Answer: A) rain")]
    [InlineData("The answer is A (rain)")]
    [InlineData("Option A is right.")]
    public async Task A_is_the_choice_where_no_article_could_stand(string response) =>
        Assert.Equal("A", (await GraderBench.ScoreAsync("type: choice", response, "\"B\"")).Predicted);

    [Theory]
    [InlineData("A cat sat on the mat.")]
    [InlineData("A triangle has three sides.\nA square has four.")]
    [InlineData("Answer: A triangle")]
    [InlineData("The answer is a triangle.")]
    [InlineData("The answer is: a triangle")]
    [InlineData("Answer: e.g. a triangle")]
    [InlineData("E.g. a triangle")]
    [InlineData("I'd say it depends.")]
    [InlineData("The answer is I don't know.")]
    [InlineData("The answer is B-12, a vitamin.")]
    [InlineData("The answer is C++.")]
    [InlineData("The answer is Denmark.")]
    [InlineData("The answer is not B.")]
    [InlineData("An apple a day: vitamin C.")]
    [InlineData("Grade A beef and plan B")]
    public async Task Words_of_prose_are_no_choice(string response) =>
        Assert.Null((await GraderBench.ScoreAsync("type: choice, choices: ABCDEI", response, "\"B\"")).Predicted);

    [Theory]
    [InlineData("A or B")]
    [InlineData("The answer is A or B.")]
    [InlineData("The answer is (A) or (B).")]
    [InlineData("Answer: A, C")]
    [InlineData("Answer: A and C")]
    [InlineData("(A) and (C)")]
    [InlineData("b/c")]
    [InlineData("A) Paris\nB) Rome\nC) Oslo")] // the question said again
    public async Task Several_letters_at_once_choose_none(string response) =>
        Assert.Null((await GraderBench.ScoreAsync("type: choice", response, "\"B\"")).Predicted);

    [Theory]
    [InlineData("At first the answer is A. No: the answer is B.", "B")]
    [InlineData("Option A is wrong. (C) is wrong. So it is option B", "B")]
    [InlineData("The answer is B. Option C is wrong, and (D) too.", "B")] // a stated answer before a mention
    [InlineData("A) Paris\nB) Rome\nC) Oslo\n\nThe answer is B", "B")]
    [InlineData("A) Paris\nB) Rome\nC) Oslo\n\nB", "B")]
    [InlineData("B) Rome, for (A) Paris is in France", "B")]
    public async Task Of_several_letters_the_plainest_counts_and_of_equals_the_last(string response, string letter) =>
        Assert.Equal(letter, (await GraderBench.ScoreAsync("type: choice", response, "\"B\"")).Predicted);

    [Fact]
    public async Task The_choices_may_be_any_letters()
    {
        Assert.Equal("1 choice.right", await GraderBench.CodeAsync("type: choice, choices: abcdefghij", "The answer is (J).", "\"J\""));
        Assert.Equal("0 choice.unknown", await GraderBench.CodeAsync("type: choice, choices: XY", "A", "\"X\""));
    }

    [Fact]
    public async Task The_score_names_both_letters_for_the_confusion_matrix()
    {
        var score = await GraderBench.ScoreAsync("type: choice", "(c)", "\"(b)\"");

        Assert.Equal((0.0, "C", "B", "It is C, not B."), (score.Value, score.Predicted, score.Expected, score.Reason));
    }

    [Fact]
    public async Task A_response_that_can_not_be_read_chose_nothing_and_the_wanted_letter_is_known_still()
    {
        var score = await GraderBench.ScoreAsync("type: choice, field: answer", "B", "\"B\"");

        Assert.Equal((0.0, "response.not-json", null, "B"), (score.Value, score.Code, score.Predicted, score.Expected));
    }

    [Theory]
    [InlineData("type: choice", "items.jsonl:1: “Paris” of the item “a” is no letter of ABCDE.")]
    [InlineData("type: choice, value: A, choices: '123'", "evalset.yaml:5: “choices” takes different letters such as ABCDE, not “123”.")]
    [InlineData("type: choice, value: A, choices: AAB", "evalset.yaml:5: “choices” takes different letters such as ABCDE, not “AAB”.")]
    public void Wrong_choices_and_wanted_letters_are_refused(string grader, string problem) =>
        Assert.StartsWith("evalsets/t/" + problem, GraderBench.ProblemsOf(grader, GraderBench.Item("\"Paris\"")), StringComparison.Ordinal);

    [Fact]
    public void Long_runs_of_blanks_take_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("answer is " + new string(' ', 1000) + "\n**\n", 100));

        Assert.Null(ChoiceText.LetterOf(text, "ABCDE"));
    }

    // AQuA answers of Chen et al., “Program of Thoughts Prompting”: 0.541 of 253 items.
    [Fact]
    public async Task A_published_result_over_recorded_answers_comes_out_again()
    {
        var folder = SharedFiles.Require("data/pot-numeric/aqua_few_shot");
        var rows = File.ReadLines(Path.Combine(folder, "items.jsonl"))
            .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!)
            .ToList();
        var outputs = File.ReadLines(Path.Combine(folder, "outputs.jsonl"))
            .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!["output"]!.GetValue<string>());
        var (graders, items) = GraderBench.Make(
            "graders:\n  - { id: right, type: choice }\n",
            [.. rows.Select(row => GraderBench.Item(row["expected"]!.ToJsonString(), row["id"]!.GetValue<string>()))]
        );

        var passed = 0;
        foreach (var (item, output) in items.Zip(outputs))
            passed += (await GraderBench.GradeAsync(graders, item, output)).Status == ItemStatus.Pass ? 1 : 0;

        Assert.Equal(137, passed);
    }
}
