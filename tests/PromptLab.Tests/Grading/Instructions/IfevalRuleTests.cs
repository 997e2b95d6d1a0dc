using static PromptLab.Tests.Grading.Instructions.InstructionBench;

namespace PromptLab.Tests.Grading.Instructions;

/// <summary>What IFEval's rules do with English texts where one might expect otherwise. Each case is worked out from its source.</summary>
public sealed class IfevalRuleTests
{
    [Theory]
    // ^\s*\*[^\*].*$ and ^\s*-.*$
    [InlineData("detectable_format:number_bullet_lists", "\"num_bullets\": 2", "- one\n  * two\n** no\n+ no\n• no", true)]
    [InlineData("detectable_format:number_bullet_lists", "\"num_bullets\": 1", "---", true)]
    [InlineData("detectable_format:number_bullet_lists", "\"num_bullets\": 1", "*\ntext", true)] // a star alone takes the next line
    [InlineData("detectable_format:number_bullet_lists", "\"num_bullets\": 1", "*\n* text", true)]
    // \[.*?\]
    [InlineData("detectable_content:number_placeholders", "\"num_placeholders\": 2", "[] [a[b]", true)]
    [InlineData("detectable_content:number_placeholders", "\"num_placeholders\": 1", "[a\nb]", false)]
    // \*[^\n\*]*\* and \*\*[^\n\*]*\*\*
    [InlineData("detectable_format:number_highlighted_sections", "\"num_highlights\": 2", "**a** *b*", true)]
    [InlineData("detectable_format:number_highlighted_sections", "\"num_highlights\": 1", "* *", false)]
    [InlineData("detectable_format:number_highlighted_sections", "\"num_highlights\": 1", "* one\n* two", false)]
    // \s?Section\s?\d+\s?
    [InlineData(
        "detectable_format:multiple_sections",
        "\"section_spliter\": \"Section\", \"num_sections\": 3",
        "Section1 Section 2 Section\n3",
        true
    )]
    [InlineData(
        "detectable_format:multiple_sections",
        "\"section_spliter\": \"Section\", \"num_sections\": 1",
        "Section I, section 1",
        false
    )]
    // \s?\*\*\*\s?
    [InlineData("length_constraints:number_paragraphs", "\"num_paragraphs\": 2", "***\na\n***\nb\n***", true)]
    [InlineData("length_constraints:number_paragraphs", "\"num_paragraphs\": 2", "a\n******\nb", false)] // nothing between two dividers
    // \n\n; a blank paragraph is not counted, but keeps its place
    [InlineData(
        "length_constraints:nth_paragraph_first_word",
        "\"num_paragraphs\": 2, \"nth_paragraph\": 2, \"first_word\": \"b\"",
        "a\n\nB, c",
        true
    )]
    [InlineData(
        "length_constraints:nth_paragraph_first_word",
        "\"num_paragraphs\": 2, \"nth_paragraph\": 2, \"first_word\": \"b\"",
        "a\n\n\n\nb",
        false
    )]
    [InlineData(
        "length_constraints:nth_paragraph_first_word",
        "\"num_paragraphs\": 1, \"nth_paragraph\": 1, \"first_word\": \"b\"",
        "B: c",
        false
    )]
    [InlineData(
        "length_constraints:nth_paragraph_first_word",
        "\"num_paragraphs\": 1, \"nth_paragraph\": 1, \"first_word\": \"b\"",
        "'\"B' c",
        true
    )]
    // \w+
    [InlineData("length_constraints:number_words", "\"num_words\": 5, \"relation\": \"at least\"", "don't well-known 3_5", true)]
    [InlineData("length_constraints:number_words", "\"num_words\": 6, \"relation\": \"at least\"", "don't well-known 3_5", false)]
    // a keyword is found inside a word, a forbidden word only as a whole one
    [InlineData("keywords:frequency", "\"keyword\": \"the\", \"frequency\": 3, \"relation\": \"at least\"", "The other theme", true)]
    [InlineData("keywords:forbidden_words", "\"forbidden_words\": [\"the\"]", "Other themes", true)]
    [InlineData("keywords:forbidden_words", "\"forbidden_words\": [\"the\"]", "in THE-end", false)]
    // a keyword is a text, and no pattern
    [InlineData("keywords:existence", "\"keywords\": [\"a.c\"]", "abc", false)]
    [InlineData("keywords:existence", "\"keywords\": [\"C++ (\"]", "I like c++ (a lot)", true)]
    [InlineData("keywords:letter_frequency", "\"letter\": \"A\", \"let_frequency\": 3, \"let_relation\": \"less than\"", "A cat", true)]
    // <<[^\n]+>>
    [InlineData("detectable_format:title", "", "<<  >> and <<a>>", true)]
    [InlineData("detectable_format:title", "", "<<>>", false)]
    [InlineData("detectable_format:title", "", "<<a\nb>>", false)]
    // json.loads
    [InlineData("detectable_format:json_format", "", "```JSON\n[1]\n```", true)]
    [InlineData("detectable_format:json_format", "", "{\"a\": 1, \"a\": 2}", true)]
    [InlineData("detectable_format:json_format", "", "Here: {\"a\": 1}", false)]
    [InlineData("detectable_format:json_format", "", "{'a': 1}", false)]
    // ******
    [InlineData("combination:two_responses", "", "******\na\n******\nb\n******", true)]
    [InlineData("combination:two_responses", "", "a\n******\nb\n******\nc", false)]
    // p\.\s?s\. anywhere, whatever the case
    [InlineData("detectable_content:postscript", "\"postscript_marker\": \"P.S.\"", "One more thing. p. s. x", true)]
    [InlineData("detectable_content:postscript", "\"postscript_marker\": \"P.P.S\"", "P. P. S: x", true)]
    [InlineData("detectable_content:postscript", "\"postscript_marker\": \"P.S.\"", "P.S x", false)]
    // strip, then strip quotes
    [InlineData("startend:end_checker", "\"end_phrase\": \"The end.\"", "It is THE END.\" \n", true)]
    [InlineData("startend:end_checker", "\"end_phrase\": \"The end.\"", "The end. Bye.", false)]
    [InlineData("startend:quotation", "", " \"a\"\n", true)]
    [InlineData("startend:quotation", "", "\"", false)]
    [InlineData(
        "change_case:capital_word_frequency",
        "\"capital_frequency\": 3, \"capital_relation\": \"at least\"",
        "I'M in U.S.A.",
        true
    )]
    [InlineData(
        "change_case:capital_word_frequency",
        "\"capital_frequency\": 2, \"capital_relation\": \"less than\"",
        "I am in Rome",
        true
    )]
    public void English_texts_are_judged_by_the_rules_of_ifeval(string id, string arguments, string text, bool isFollowed)
    {
        var instruction = $$"""{"id": "en:{{id}}"{{(arguments.Length > 0 ? ", " : "")}}{{arguments}}}""";

        Assert.Equal(isFollowed, IsFollowed(instruction, text));
    }

    // NLTK's tokenizer Punkt for English
    [Theory]
    [InlineData("Dr. Smith paid $3.50 at 5 p.m. on Jan. 5. He left!", 2)]
    [InlineData("He asked: \"Why?\" Then he left...", 2)]
    [InlineData("A title\n\nOne sentence. Another one", 2)]
    [InlineData("1. First.\n2. Second.", 4)] // the number of a list is one of its own
    [InlineData("1. first.\n2. second.", 2)]
    [InlineData("No end", 1)]
    [InlineData("Wait... what? Yes.", 2)]
    public void Sentences_are_counted_as_the_tokenizer_of_ifeval_does(string text, int count) =>
        Assert.Equal(
            true,
            IsFollowed($$"""{"id": "length_constraints:number_sentences", "num_sentences": {{count}}, "relation": "exactly"}""", text)
        );
}
