using PromptLab.Grading;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Instructions;

public sealed class InstructionsGraderTests
{
    private const string Three = "type: instructions, instructions: [no-comma, { words: { max: 5 } }, { ends-with: Bye. }]";

    [Theory]
    [InlineData("Well, that is how it goes today. Hello.", 0, "instructions.punctuation")]
    [InlineData("That is how it goes today. Hello.", 1.0 / 3, "instructions.length")]
    [InlineData("Well. Hello.", 2.0 / 3, "instructions.start-end")]
    [InlineData("Well. Bye.", 1, "instructions.followed")]
    public async Task The_score_is_the_share_of_instructions_that_are_followed(string response, double score, string code)
    {
        var given = await ScoreAsync(Three, response);

        Assert.Equal((score, code), (given.Value, given.Code));
        Assert.Equal(new MatchCounts((int)Math.Round(score * 3), 3, 3), given.Matches);
    }

    [Theory]
    [InlineData("Well. Hello.", "0 instructions.start-end")]
    [InlineData("Well. Bye.", "1 instructions.followed")]
    public async Task With_all_an_item_passes_only_if_every_instruction_is_followed(string response, string code) =>
        Assert.Equal(code, await CodeAsync(Three + ", score: all", response));

    [Fact]
    public async Task The_reason_names_the_first_instruction_that_is_not_followed_and_what_was_found() =>
        Assert.Equal(
            "1 of 3 instructions are followed; not “words”: it has 7 words, not at most 5.",
            (await ScoreAsync(Three, "That is how it goes today. Hello.")).Reason
        );

    // The last line is not the model's answer: without it both are followed.
    [Fact]
    public async Task Loosely_a_response_may_have_a_first_and_a_last_line_of_its_own()
    {
        const string response = "Sure, here it is:\n*Well. Bye.*";

        var strict = await ScoreAsync(Three, response);
        var loose = await ScoreAsync(Three + ", mode: loose", response);

        Assert.Equal((0, 1.0), (strict.Value, loose.Value));
        Assert.Equal(["all-loose 1", "all-strict 0", "loose 1", "strict 0"], FiguresOf(strict));
        Assert.Equal((new MatchCounts(0, 3, 3), new MatchCounts(3, 3, 3)), (strict.Matches, loose.Matches));
    }

    [Theory]
    [InlineData("""["no-comma", {"id": "length_constraints:number_words", "relation": "at least", "num_words": 3}]""")]
    [InlineData("""["no-comma", {"id": "length_constraints:number_words", "kwargs": {"relation": "at least", "num_words": 3}}]""")]
    [InlineData("""["no-comma", {"words": {"min": 3}}]""")]
    [InlineData("""[{"no-comma": true}, {"words": {"min": 3}}]""")]
    [InlineData("""{"instructions": ["no-comma", {"words": {"min": 3}}], "answer": "x"}""")]
    [InlineData(
        """{"instruction_id_list": ["punctuation:no_comma", "length_constraints:number_words"], "kwargs": [{}, {"num_words": 3, "relation": "at least"}]}"""
    )]
    // As tables write it: a column for each argument, and whole numbers as 3.0
    [InlineData(
        """{"instruction_id_list": ["en:punctuation:no_comma", "en:length_constraints:number_words"], "kwargs": [{"num_words": null}, {"num_words": 3.0, "relation": "at least", "keyword": null}]}"""
    )]
    [InlineData("\"[\\\"no-comma\\\", {\\\"words\\\": {\\\"min\\\": 3}}]\"")] // a cell of a CSV file
    public async Task An_item_states_its_instructions_in_any_of_these_forms(string expected)
    {
        Assert.Equal("1 instructions.followed", await CodeAsync("type: instructions", "There are three.", expected));
        Assert.Equal("0.5 instructions.punctuation", await CodeAsync("type: instructions", "There, are three.", expected));
        Assert.Equal("0.5 instructions.length", await CodeAsync("type: instructions", "There are.", expected));
    }

    [Theory]
    [InlineData("value: '{expected.rules}'", """{"rules": ["no-comma"]}""")]
    [InlineData("instructions: no-comma", "\"x\"")]
    [InlineData("instructions: [{ forbidden-words: ['{expected}'] }]", "\"maybe\"")]
    [InlineData("instructions: [{ words: { max: '{expected.n}' } }]", """{"n": 3}""")]
    [InlineData(
        "instructions: [{ id: 'length_constraints:number_words', num_words: '{expected.n}', relation: at most }]",
        """{"n": "3"}"""
    )]
    public async Task Instructions_come_from_a_value_or_stand_in_the_grader_with_values_of_the_item(string options, string expected)
    {
        Assert.Equal("1 instructions.followed", await CodeAsync($"type: instructions, {options}", "Three words here.", expected));
        Assert.StartsWith(
            "0 ",
            await CodeAsync($"type: instructions, {options}", "Four, maybe more words here.", expected),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("columns: { expected.instructions: instructions }\ngraders: [{ id: a, type: instructions }]\n", "\"input\": \"x\"")]
    [InlineData("columns: { expected: instructions }\ngraders: [{ id: a, type: instructions }]\n", "\"input\": \"x\"")]
    [InlineData(
        "ignore: [instructions]\ngraders: [{ id: a, type: instructions, value: '{rules}' }]\n",
        "\"input\": {\"m\": \"x\", \"rules\": [\"no-comma\"]}"
    )]
    public async Task A_column_of_the_items_or_an_input_field_holds_the_instructions(string evalSet, string input)
    {
        var (graders, items) = Make(evalSet, $$"""{"id": "a", {{input}}, "instructions": ["no-comma"]}""");

        Assert.Equal("instructions.followed", (await GradeAsync(graders, items[0], "Yes.")).Verdicts[0].Score.Code);
        Assert.Equal("instructions.punctuation", (await GradeAsync(graders, items[0], "Yes, no.")).Verdicts[0].Score.Code);
    }

    [Fact]
    public async Task What_can_not_be_decided_is_undecided_and_the_others_are_counted()
    {
        const string grader = "type: instructions, instructions: [no-comma, { language: de }]";

        var score = await ScoreAsync(grader, "Ok.");

        Assert.Equal((null, "instructions.unsure"), (score.Value, score.Code));
        Assert.Equal("“language”: the language of “Ok.” can't be told.", score.Reason);
        Assert.Equal(new MatchCounts(1, 1, 1), score.Matches);
        Assert.Null(score.Metrics);
        Assert.Equal("0 instructions.punctuation", await CodeAsync(grader + ", score: all", "O, k."));
    }

    [Fact]
    public async Task Extract_and_field_choose_what_is_checked() =>
        Assert.Equal(
            "1 instructions.followed",
            await CodeAsync("type: instructions, instructions: [no-comma], extract: { tag: answer }", "Well, <answer>yes</answer>")
        );

    [Fact]
    public async Task The_option_language_gives_the_conventions_of_names() =>
        Assert.Equal("1 instructions.followed", await CodeAsync("type: instructions, language: ja, instructions: [title]", "『題』"));

    // White space at the ends is a part of what is checked: a blank paragraph before the text shifts the others.
    [Fact]
    public async Task The_response_is_checked_as_it_is_without_trimming() =>
        Assert.Equal(
            "0 instructions.length",
            await CodeAsync("type: instructions, instructions: [{ paragraph-start: { word: One, paragraph: 1 } }]", "\n\nOne.\n\nTwo.")
        );

    [Theory]
    [InlineData("[no-coma]", "“no-coma” is no known instruction. Did you mean “no-comma”?")]
    [InlineData(
        "[{ id: 'punctuation:no_commas' }]",
        "“punctuation:no_commas” is no known instruction. Did you mean “punctuation:no_comma”?"
    )]
    [InlineData("[words]", "“words” needs min, max or exactly, such as: { words: { max: 5 } }")]
    [InlineData("[{ words: { exact: 5 } }]", "“exact” is not known in “words”. Did you mean “exactly”?")]
    [InlineData("['length_constraints:number_words']", "“length_constraints:number_words” needs “num_words” and “relation”.")]
    [InlineData("['startend:end_checker']", "“startend:end_checker” needs “end_phrase”.")]
    [InlineData("[{ words: { max: 5, maxx: 3 } }]", "“maxx” is not known in “words”. Did you mean “max”?")]
    [InlineData(
        "[{ words: 5 }]",
        "“words” takes a mapping of its arguments, not “5”. Write { words: { exactly: 5 } }, or min or max in its place."
    )]
    [InlineData("[{ words: { max: five } }]", "“max” of “words” takes a whole number from 0, not “five”.")]
    [InlineData("[{ words: { min: 5, max: 3 } }]", "“words” wants from 5 to 3, which no response has.")]
    [InlineData("[{ words: { min: 0 } }]", "“words” wants at least 0, which every response has.")]
    [InlineData("[{ words: { min: 1, exactly: 2 } }]", "“words” has “exactly” beside min or max. Keep one of them.")]
    [InlineData(
        "[{ id: 'length_constraints:number_words', num_words: 5 }]",
        "“length_constraints:number_words” needs “relation” beside “num_words”: less than, at most, exactly, at least, more than."
    )]
    [InlineData(
        "[{ id: 'length_constraints:number_words', num_words: 5, relation: around }]",
        "“relation” of “length_constraints:number_words” can't be “around”; it takes less than, at most, exactly, at least, more than."
    )]
    [InlineData(
        "[{ id: 'length_constraints:number_words', num_words: 0, relation: less than }]",
        "“length_constraints:number_words” wants less than 0, which no response has."
    )]
    [InlineData("[{ no-comma: { max: 1 } }]", "“max” is not known in “no-comma”, which takes no arguments.")]
    [InlineData("[keywords]", "“keywords” needs “words”: a list of texts.")]
    [InlineData("[{ keywords: [''] }]", "“keywords” of “keywords” takes a list of texts, none of them empty.")]
    [InlineData("[{ letter-count: { letter: ab, min: 1 } }]", "“letter” of “letter-count” takes one letter, not “ab”.")]
    [InlineData("[{ paragraphs: { exactly: 2, divider: '---' } }]", "“divider” of “paragraphs” takes '***' or blank-line, not “---”.")]
    [InlineData(
        "[{ paragraph-start: { word: x, paragraph: 3, paragraphs: 2 } }]",
        "“paragraph-start” wants a word in paragraph 3 of 2, which no response has."
    )]
    [InlineData("[{ paragraphs: { exactly: 0 } }]", "“paragraphs” wants 0 paragraphs, which no response has.")]
    [InlineData("[{ sentence-end: '。' }]", "“ending” of “sentence-end” takes words, not an end mark alone.")]
    [InlineData("[ends-with]", "“ends-with” needs “phrase”.")]
    [InlineData(
        "[[no-comma]]",
        "An instruction is a name such as no-comma, an id with its arguments, or a name with them: { words: { max: 50 } }."
    )]
    [InlineData("[]", "There is no instruction in the list. Name at least one, such as no-comma.")]
    public void A_wrong_instruction_is_refused_at_its_line_before_anything_is_sent(string instructions, string problem) =>
        Assert.Equal(
            $"evalsets/t/evalset.yaml:5: {problem}",
            ProblemsOf($"type: instructions, instructions: {instructions}", Item("\"x\"")).Split('\n')[0]
        );

    [Fact]
    public void An_unknown_language_is_refused() =>
        Assert.StartsWith(
            "evalsets/t/evalset.yaml:5: “xx” is no known language of “language”. Write a code such as de, or an English name. Known: ",
            ProblemsOf("type: instructions, instructions: [{ language: xx }]", Item("\"x\"")),
            StringComparison.Ordinal
        );

    [Fact]
    public void Each_entry_of_a_list_has_its_own_line() =>
        Assert.Equal(
            """
            evalsets/t/evalset.yaml:8: “no-coma” is no known instruction. Did you mean “no-comma”?
            evalsets/t/evalset.yaml:9: “maxx” is not known in “words”. Did you mean “max”?
            """,
            Problems(
                """
                graders:
                  - id: a
                    type: instructions
                    instructions:
                      - no-coma
                      - words: { min: 1, maxx: 5 }

                """,
                Item("\"x\"")
            )
        );

    [Theory]
    [InlineData("""["no-coma"]""", "“no-coma” is no known instruction. Did you mean “no-comma”?")]
    [InlineData("[]", "There is no instruction in the list. Name at least one, such as no-comma.")]
    [InlineData(
        """{"instruction_id_list": ["punctuation:no_comma"], "kwargs": []}""",
        "“instruction_id_list” has 1 entries and “kwargs” 0. Give each id its arguments, {} for none."
    )]
    public void A_wrong_instruction_of_an_item_is_refused_at_the_line_of_the_item(string expected, string problem) =>
        Assert.Equal(
            $"evalsets/t/items.jsonl:1: The instructions of the item “a”: {problem}",
            ProblemsOf("type: instructions", Item(expected))
        );

    [Theory]
    [InlineData("mode: lose", "“mode” can't be “lose”; it takes strict, loose. Did you mean “loose”?")]
    [InlineData("score: al", "“score” can't be “al”; it takes share, all. Did you mean “all”?")]
    [InlineData("language: English", "“language” takes a code of two or three small letters, such as en, es or ja, not “English”.")]
    [InlineData("language: zz", "“zz” is no known language.")]
    [InlineData("value: '{expected}'", "There are both “instructions” and “value”. Keep one of them.")]
    [InlineData("trim: false", "“trim” is not known in a grader of the type “instructions”.")]
    public void Options_that_are_wrong_or_would_do_nothing_are_refused(string option, string problem) =>
        Assert.StartsWith(
            $"evalsets/t/evalset.yaml:5: {problem}",
            ProblemsOf($"type: instructions, instructions: [no-comma], {option}", Item("\"x\"")),
            StringComparison.Ordinal
        );

    private static IEnumerable<string> FiguresOf(Score score) =>
        score
            .Metrics!.OrderBy(metric => metric.Key, StringComparer.Ordinal)
            .Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value}"));
}
