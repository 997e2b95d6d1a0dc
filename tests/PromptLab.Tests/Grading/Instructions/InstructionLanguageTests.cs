using static PromptLab.Tests.Grading.Instructions.InstructionBench;

namespace PromptLab.Tests.Grading.Instructions;

/// <summary>Letters, marks and conventions of languages other than English.</summary>
public sealed class InstructionLanguageTests
{
    [Theory]
    // Commas of every script
    [InlineData("\"no-comma\"", "今日は、雨です。", null, false)]
    [InlineData("\"no-comma\"", "今天，下雨。", null, false)]
    [InlineData("\"no-comma\"", "نعم، صحيح.", null, false)]
    [InlineData("\"no-comma\"", "今日は雨です。", null, true)]
    [InlineData("""{"id": "ja:punctuation:no_comma"}""", "価格は1,000円です。", null, true)] // a digit group, and no 読点
    [InlineData("""{"id": "ja:punctuation:no_comma"}""", "今日は、雨です。", null, false)]
    [InlineData("""{"id": "fr:punctuation:no_comma"}""", "Oui, bien sûr.", null, false)]
    // Capital and small letters
    [InlineData("\"upper-case\"", "ΚΑΛΗΜΕΡΑ ΚΟΣΜΕ", null, true)]
    [InlineData("\"upper-case\"", "ΚΑΛΗΜΕΡΑ Κόσμε", null, false)]
    [InlineData("\"upper-case\"", "GROẞE STRASSE", null, true)]
    [InlineData("\"upper-case\"", "GROßE STRASSE", null, false)]
    [InlineData("\"upper-case\"", "İSTANBUL IŞIK", null, true)]
    [InlineData("\"upper-case\"", "今日は雨です。", null, false)] // no letter of either kind
    [InlineData("\"lower-case\"", "привет, мир", null, true)]
    [InlineData("\"lower-case\"", "der Tag", null, false)]
    [InlineData("\"lower-case\"", "ǅungla", null, false)] // one letter, capital and small at once
    [InlineData("""{"id": "es:change_case:spanish_capital"}""", "¿CÓMO ESTÁS HOY? LA CASA ESTÁ MUY LEJOS DE AQUÍ.", null, true)]
    [InlineData(
        """{"id": "fr:change_case:french_lowercase"}""",
        "je ne suis pas là, mais il est à la maison avec les enfants.",
        null,
        true
    )]
    [InlineData("""{"id": "fr:change_case:french_lowercase"}""", "i am not there, but he is at home with the children.", null, false)]
    // Keywords whatever their capital letters
    [InlineData("""{"keywords": ["Straße"]}""", "DIE STRASSE IST LANG", null, true)]
    [InlineData("""{"keywords": ["STRAẞE"]}""", "die Straße", null, true)]
    [InlineData("""{"keywords": ["ΟΔΟΣ"]}""", "η οδός και η οδος", null, true)] // the final sigma
    [InlineData("""{"keywords": ["ışık"]}""", "IŞIK VAR", null, true)]
    [InlineData("""{"keywords": ["istanbul"]}""", "İSTANBUL GÜZEL", null, true)]
    [InlineData("""{"keywords": ["kır"]}""", "Kirli su", null, false)]
    [InlineData("""{"keywords": ["cafe\u0301"]}""", "Un café", null, true)] // composed and decomposed letters
    [InlineData("""{"keywords": ["cafe"]}""", "Un café", null, false)]
    // Whole words
    [InlineData("""{"forbidden-words": ["arte"]}""", "El artista parte.", null, true)]
    [InlineData("""{"forbidden-words": ["arte"]}""", "¡Arte!", null, false)]
    [InlineData("""{"forbidden-words": ["été"]}""", "La vérité était là.", null, true)]
    [InlineData("""{"forbidden-words": ["été"]}""", "L’ÉTÉ arrive.", null, false)]
    [InlineData("""{"forbidden-words": ["禁止"]}""", "这里禁止吸烟。", null, false)]
    [InlineData("""{"forbidden-words": ["물"]}""", "물을 마신다.", null, false)]
    [InlineData("""{"forbidden-words": ["물"]}""", "물건을 산다.", null, true)]
    [InlineData("""{"forbidden-words": ["कर"]}""", "वह करता है", null, true)]
    [InlineData("""{"id": "ja:keywords:existence", "keywords": ["本"]}""", "日本へ行く。", null, false)]
    [InlineData("""{"id": "ja:keywords:existence", "keywords": ["本"]}""", "この本を読む。", null, true)]
    [InlineData("""{"id": "ja:keywords:forbidden_words", "forbidden_words": ["テスト"]}""", "コンテストに出る。", null, true)]
    // Letters
    [InlineData("""{"letter-count": {"letter": "é", "exactly": 2}}""", "E\u0301te\u0301 chaud", null, true)]
    [InlineData("""{"letter-count": {"letter": "ı", "exactly": 1}}""", "ISIRGAN değil, SİS", "tr", false)]
    [InlineData("""{"letter-count": {"letter": "ı", "exactly": 2}}""", "ISIRGAN değil, SİS", "tr", true)]
    [InlineData("""{"letter-count": {"letter": "i", "exactly": 2}}""", "ISIRGAN değil, SİS", "tr", true)]
    [InlineData(
        """{"id": "ja:keywords:letter_frequency", "letter": "あ", "let_frequency": 2, "let_relation": "以上"}""",
        "あめとアメ",
        null,
        true
    )]
    public void Letters_and_words_of_every_language_count(string instruction, string text, string? language, bool isFollowed) =>
        Assert.Equal(isFollowed, Check(instruction, text, language).IsFollowed);

    [Theory]
    // Words, sentences, paragraphs
    [InlineData("""{"id": "length_constraints:number_words", "exactly": 3}""", "क्या हाल है", null, true)] // vowel signs are parts of letters
    [InlineData("""{"id": "length_constraints:number_words", "exactly": 6}""", "今日は雨です", null, true)]
    [InlineData("""{"id": "length_constraints:number_words", "exactly": 2}""", "می‌خواهم بروم", null, true)] // joined without a blank
    [InlineData("""{"words": {"min": 100}}""", "สวัสดีครับ", null, false)]
    [InlineData("""{"words": {"exactly": 2}}""", "สวัสดีครับ", null, null)] // no blanks between words
    [InlineData("""{"sentences": {"exactly": 2}}""", "今日は雨です。明日は晴れです。", null, true)]
    [InlineData("""{"sentences": {"exactly": 2}}""", "यह एक है। यह दो है।", null, true)]
    [InlineData("""{"sentences": {"exactly": 2}}""", "هل هذا صحيح؟ نعم.", null, true)]
    [InlineData("""{"sentences": {"exactly": 2}}""", "¿Qué tal? Muy bien.", null, true)]
    [InlineData(
        """{"id": "fr:length_constraints:number_sentences", "num_sentences": 2, "relation": "au moins"}""",
        "M. Dupont dort. Il rêve.",
        null,
        true
    )]
    [InlineData(
        """{"id": "fr:length_constraints:number_sentences", "num_sentences": 3, "relation": "au moins"}""",
        "M. Dupont dort. Il rêve.",
        null,
        false
    )]
    [InlineData(
        """{"id": "es:length_constraints:number_words", "num_words": 3, "relation": "como máximo"}""",
        "Muy bien, gracias.",
        null,
        true
    )]
    [InlineData("""{"id": "ja:length_constraints:number_letters", "num_letters": 6, "relation": "未満"}""", "はいそうです", null, false)]
    [InlineData("""{"paragraph-start": {"word": "今日", "paragraph": 2}}""", "はい。\n\n「今日は雨です。」", null, true)]
    [InlineData("""{"paragraph-start": {"word": "l'été", "paragraph": 1}}""", "« L'été est là. »", null, true)]
    [InlineData("""{"paragraph-start": {"word": "hola", "paragraph": 1}}""", "¡Hola, señor!", null, true)]
    [InlineData("""{"paragraph-start": {"word": "en resumen", "paragraph": 1}}""", "En resumen: sí, señor.", null, true)]
    [InlineData("""{"paragraph-start": {"word": "en", "paragraph": 1}}""", "Entonces, señor.", null, false)]
    [InlineData(
        """{"id": "es:length_constraints:number_words", "num_words": 3, "relation": "como máximo"}""",
        "1. Muy\n- bien\n2. gracias",
        null,
        true
    )]
    // Marks around and before parts
    [InlineData("\"quotation\"", "“你好。”", null, true)]
    [InlineData("\"quotation\"", "„Schöne Grüße.“", null, true)]
    [InlineData("\"quotation\"", "« Très bien. »", null, true)]
    [InlineData("\"quotation\"", "“Hello.”", null, true)]
    [InlineData("\"quotation\"", "„Hallo.“", "en", true)]
    [InlineData("\"quotation\"", "「はい。」", "ja", true)]
    [InlineData("""{"id": "startend:quotation"}""", "“Hello.”", null, false)] // as in IFEval
    [InlineData("\"no-comma\"", "one，two", null, false)]
    [InlineData("\"no-comma\"", "one、two", "en", false)]
    [InlineData("""{"id": "punctuation:no_comma"}""", "one，two", null, true)] // as in IFEval
    [InlineData("""{"options": ["red", "blue"]}""", "reddish", null, false)]
    [InlineData("""{"options": ["red", "blue"]}""", "It is red.", null, true)]
    [InlineData("""{"options": ["No"]}""", "Nobody knows", null, false)]
    [InlineData("""{"options": ["はい"]}""", "答えははいです", null, true)]
    [InlineData("""{"forbidden-words": ["don't"]}""", "I don’t", null, false)]
    [InlineData("""{"forbidden-words": ["foo bar"]}""", "a foo\nbar", null, false)]
    [InlineData("""{"keywords": ["foo bar", "it’s"]}""", "It's a foo\r\n bar", null, true)]
    [InlineData("""{"keyword-count": {"word": "don’t", "exactly": 2}}""", "don't don’t", null, true)]
    [InlineData("""{"sentence-end": "です。"}""", "これは本です。あれは猫です。", null, true)]
    [InlineData("""{"id": "ja:startend:quotation"}""", "「はい。」", null, true)]
    [InlineData("""{"id": "ja:startend:quotation"}""", "\"はい。\"", null, false)]
    [InlineData("\"title\"", "『喜びの詩』", "ja", true)]
    [InlineData("\"title\"", "<<喜びの詩>>", "ja", false)]
    [InlineData("""{"id": "fr:detectable_format:title"}""", "##Hymne à la joie##", null, true)]
    [InlineData("""{"id": "ja:detectable_format:number_bullet_lists", "num_bullets": 2}""", "・一つ\n・二つ", null, true)]
    [InlineData("""{"id": "es:detectable_format:number_bullet_lists", "num_bullets": 1}""", "* uno\n- dos", null, true)]
    [InlineData("""{"id": "ja:detectable_format:number_highlighted_sections", "num_highlights": 1}""", "《強調》です", null, true)]
    [InlineData(
        """{"id": "ja:detectable_format:multiple_sections", "section_spliter": "章", "num_sections": 2}""",
        "第1章\nあ\n第２章\nい",
        null,
        true
    )]
    [InlineData(
        """{"id": "zh:detectable_format:multiple_sections", "section_spliter": "章", "num_sections": 2}""",
        "第一章\n甲\n第二章\n乙",
        null,
        true
    )]
    [InlineData("""{"sections": {"word": "القسم", "min": 2}}""", "القسم ١\nأ\nالقسم ٢\nب", null, true)]
    [InlineData("""{"postscript": "追伸"}""", "以上です。\n追伸：忘れました。", null, true)]
    [InlineData("""{"id": "es:detectable_content:postscript", "postscript_marker": "P.D."}""", "Adiós.\np. d. Una cosa.", null, true)]
    [InlineData("""{"id": "es:detectable_content:postscript", "postscript_marker": "Nota"}""", "Hay que anotar todo.", null, false)]
    [InlineData("""{"id": "fr:detectable_content:postscript", "postscript_marker": "PS"}""", "Le temps et le corps.", null, false)]
    [InlineData("""{"id": "fr:detectable_format:constrained_response"}""", "Peut-être.", null, true)]
    [InlineData(
        """{"id": "ja:startend:end_checker", "end_phrase": "他に何かございますか？"}""",
        "「はい。他に何かございますか？」",
        null,
        true
    )]
    [InlineData("""{"ends-with": "À bientôt"}""", "« À BIENTÔT »", null, true)]
    [InlineData("""{"id": "es:punctuation:question_marks"}""", "Bien. ¿Y tú?", null, true)]
    [InlineData("""{"id": "es:punctuation:question_marks"}""", "Bien. Y tú?", null, false)]
    public void Forms_of_every_language_are_read(string instruction, string text, string? language, bool? isFollowed) =>
        Assert.Equal(isFollowed, Check(instruction, text, language).IsFollowed);
}
