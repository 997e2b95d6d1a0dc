using System.Text.Json.Nodes;
using PromptLab.Grading.Instructions;
using static PromptLab.Tests.Grading.Instructions.InstructionBench;

namespace PromptLab.Tests.Grading.Instructions;

/// <summary>Each instruction on a text that follows it, and on the same text with one damage.</summary>
public sealed class InstructionTests
{
    /// <summary>The instruction, a text that follows it, and one that does not.</summary>
    internal static IReadOnlyList<(string Instruction, string Followed, string Damaged)> All { get; } =
    [
        // The 25 of IFEval
        ("""{"keywords": ["river", "bank"]}""", "The River is wide. Two bankers sat there.", "The river is wide."),
        ("""{"keyword-count": {"keyword": "tea", "min": 2}}""", "Tea, or a teapot?", "Tea, or a pot?"),
        ("""{"keyword-count": {"keyword": "tea", "max": 1}}""", "Tea, or a pot?", "Tea, or a teapot?"),
        ("""{"forbidden-words": ["bad", "ugly"]}""", "A badge of honour.", "A bad, ugly badge."),
        ("""{"letter-count": {"letter": "e", "min": 3}}""", "Every tree", "Any tree"),
        ("""{"letter-count": {"letter": "#", "exactly": 1}}""", "#one", "#one #two"),
        (
            """{"language": "de"}""",
            "Das ist ein ganz einfacher Satz, den wir hier nicht brauchen.",
            "This is a very simple sentence that we do not need here."
        ),
        ("""{"sentences": {"exactly": 2}}""", "One is here. Two is there!", "One is here. Two is there! Three?"),
        ("""{"paragraphs": {"exactly": 2}}""", "One.\n\nTwo.", "One.\nTwo."),
        (
            """{"id": "length_constraints:number_paragraphs", "num_paragraphs": 2}""",
            "One.\n\nStill one.\n***\nTwo.",
            "One.\n***\n\n***\nTwo."
        ),
        ("""{"words": {"max": 4}}""", "Four words are here.", "Five words are in here."),
        ("""{"words": {"min": 4, "max": 5}}""", "Four words are here.", "Three words here."),
        (
            """{"paragraph-start": {"word": "Then", "paragraph": 2, "paragraphs": 2}}""",
            "First.\n\nThen second.",
            "First.\n\nThence second."
        ),
        (
            """{"paragraph-start": {"word": "then", "paragraph": 2, "paragraphs": 2}}""",
            "First.\n\nThen second.",
            "First.\n\nThen second.\n\nLast."
        ),
        ("""{"placeholders": {"min": 2}}""", "Dear [name], see [place].", "Dear [name], see [place."),
        ("""{"postscript": "P.S."}""", "Bye.\nP. S. I forgot.", "Bye.\nPS I forgot."),
        ("""{"postscript": "P.P.S"}""", "Bye.\np.p.s. more", "Bye.\nP.S. more"),
        ("""{"bullets": {"exactly": 2}}""", "List:\n* one\n  - two", "List:\n* one\n* two\n* three"),
        ("""{"options": ["Yes.", "No."]}""", "I say: No.", "I say: no."),
        ("\"options\"", "Well. My answer is maybe.", "Maybe."),
        ("""{"highlights": {"min": 2}}""", "*one* and **two**", "*one* and ** **"),
        ("""{"sections": {"word": "Day", "min": 2}}""", "Day 1\nRest.\nDay 2\nWalk.", "Day 1\nRest.\nday 2\nWalk."),
        ("\"json\"", "```json\n{\"a\": [1, 2]}\n```", "```json\n{\"a\": [1, 2}\n```"),
        ("\"title\"", "<<On tea>>\nTea is old.", "<On tea>\nTea is old."),
        ("\"two-responses\"", "One.\n******\nTwo.", "One.\n******\nOne."),
        ("""{"repeat-prompt": "Say hello to Ann."}""", "say hello to Ann. Hello, Ann!", "Hello, Ann! Say hello to Ann."),
        ("""{"ends-with": "Any other questions?"}""", "Yes. any other questions?\"", "Any other questions? No."),
        ("\"quotation\"", "\"Hello there.\"", "\"Hello\" there."),
        ("""{"capital-words": {"exactly": 3}}""", "NASA and the U.S. like COVID-19 not.", "NASA and the Us like COVID-19 not."),
        ("\"upper-case\"", "ALL OF 12!", "ALL Of 12!"),
        ("\"lower-case\"", "all of 12!", "all Of 12!"),
        (
            """{"id": "change_case:english_capital"}""",
            "THE WEATHER IS FINE TODAY AND WE ARE AT HOME.",
            "THE WEATHER IS FINE TODAY and WE ARE AT HOME."
        ),
        (
            """{"id": "change_case:english_lowercase"}""",
            "the weather is fine today and we are at home.",
            "heute ist das wetter schön und wir sind nicht zu hause."
        ),
        ("\"no-comma\"", "Bread and butter.", "Bread, and butter."),
        // Of other languages
        ("""{"characters": {"max": 5}}""", "né👨‍👩‍👧 a", "né👨‍👩‍👧 ab"),
        ("""{"numbered-items": {"exactly": 2}}""", "1. one\n2. two", "1. one\n2) two"),
        ("\"question\"", "Is it?", "It is."),
        ("\"exclamation\"", "It is!", "It is."),
        ("\"no-full-stop\"", "はい", "はい。"),
        ("""{"words-with": {"letters": "ñ", "exactly": 1}}""", "Mañana voy.", "Mañana, niños."),
        ("""{"id": "es:special_character:tildes", "num_words": 2, "relation": "al menos"}""", "Él cantó ayer.", "El cantó ayer."),
        ("""{"forbidden-characters": "ç"}""", "Francais", "FRANÇAIS"),
        ("\"no-accents\"", "Francais", "Français"),
        ("""{"accents": {"words": {"lecons": "leçons"}}}""", "Des leçons.", "Des lecons."),
        ("\"no-digits\"", "three", "3"),
        ("\"informal-address\"", "Comment vas-tu ?", "Comment allez-vous ?"),
        ("\"furigana\"", "漢字（かんじ）です", "漢字です"),
        ("""{"kanji": {"max": 2}}""", "漢字です", "漢字文です"),
        ("\"no-hiragana\"", "カタカナ漢字", "カタカナの漢字"),
        ("\"no-katakana\"", "ひらがな漢字", "ひらがなカ漢字"),
        ("\"hiragana-only\"", "ひらがな、だけー。", "ひらがな漢字"),
        ("\"katakana-only\"", "カタカナ、ダケー。", "カタカナの"),
        ("""{"sentence-end": "です"}""", "これは本です。あれは猫です。", "これは本です。あれは猫だ。"),
        ("""{"noun-endings": {"min": 1}}""", "今日は雨。", "今日は雨だった。"),
    ];

    public static TheoryData<string, string, string> Cases => [.. All.Select(one => (one.Instruction, one.Followed, one.Damaged))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_that_follows_an_instruction_passes_and_a_damaged_one_does_not(string instruction, string followed, string damaged)
    {
        Assert.True(IsFollowed(instruction, followed), Check(instruction, followed).Found);
        Assert.False(IsFollowed(instruction, damaged), Check(instruction, damaged).Found);
    }

    [Fact]
    public void Every_instruction_has_a_case_here()
    {
        var tried = All.Select(one => InstructionCatalog.Find(NameOf(one.Instruction)).Kind!.Name);

        Assert.Equal(InstructionCatalog.Kinds.Select(kind => kind.Name).Order(), tried.Distinct().Order());
    }

    [Fact]
    public void Every_id_of_ifeval_is_known_with_and_without_the_prefix_of_a_language()
    {
        var ids = InstructionCatalog.Kinds.SelectMany(kind => kind.Ids).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((InstructionCatalog.Find(id).Kind, "ja"), InstructionCatalog.Find("ja:" + id)));
    }

    [Fact]
    public void The_readme_has_a_row_for_every_instruction_in_order()
    {
        var rows = File.ReadLines(Path.Combine(SharedFiles.Root, "src/PromptLab/Grading/README.md"))
            .SkipWhile(line => !line.StartsWith("| name | IFEval's id |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..3]);

        Assert.Equal(
            InstructionCatalog.Kinds.Select(kind => ($"`{kind.Name}`", $"`{kind.Ids[0]}`")),
            rows.Select(row => (row[0], row[1].Split(", ")[0]))
        );
    }

    // By its id an instruction follows IFEval's rule to the letter; by its name the words are those of the grader “count”.
    [Fact]
    public void An_id_counts_as_ifeval_does_and_a_name_as_the_grader_count()
    {
        const string text = "1. Don't panic.\n2. It's well-known.";

        Assert.Equal("it has 9 words, as wanted: at least 1", Check("""{"id": "length_constraints:number_words", "min": 1}""", text).Found);
        Assert.Equal("it has 6 words, as wanted: at least 1", Check("""{"words": {"min": 1}}""", text).Found);
        Assert.Equal(
            "it has 4 sentences, as wanted: at least 1",
            Check("""{"id": "length_constraints:number_sentences", "min": 1}""", text).Found
        );
        Assert.Equal("it has 2 sentences, as wanted: at least 1", Check("""{"sentences": {"min": 1}}""", text).Found);
    }

    private static string NameOf(string instruction) =>
        JsonNode.Parse(instruction) switch
        {
            JsonObject map => (string?)map["id"] ?? map.First().Key,
            var name => (string)name!,
        };
}
