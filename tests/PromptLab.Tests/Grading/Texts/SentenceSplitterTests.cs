using PromptLab.Grading.Texts;

namespace PromptLab.Tests.Grading.Texts;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("...", 0)]
    [InlineData("Paris", 1)]
    [InlineData("It works. It really does! Does it?", 3)]
    [InlineData("It costs 3.5 euros. Visit example.com today.", 2)]
    [InlineData("Use fruit, e.g. apples. Dr. Smith agrees.", 2)]
    [InlineData("Mr. J. R. R. Tolkien wrote it. He was born in 1892. Then he wrote.", 3)]
    [InlineData("J. K. Rowling lives in the U.K. and writes.", 1)]
    [InlineData("We moved to the U.S. It was fine.", 2)]
    [InlineData("He works at Apple Inc. in Cupertino. She does not.", 2)]
    [InlineData("Apples, pears, etc. are fruit. We like apples, pears, etc. Do you?", 3)]
    [InlineData("Come at 5 p.m. on Monday. Or at 6 p.m. Bring cake.", 3)]
    [InlineData("The answer is no. Try No. 5 instead.", 2)]
    [InlineData("Well… maybe. Wait... what? Hm... No.", 4)]
    [InlineData("“Stop!” he said. \"Why?\" she asked.", 2)]
    [InlineData("He said “stop.” Then he left.", 2)]
    [InlineData("Really?! Yes!!! OK.", 3)]
    [InlineData("It is true.[1] It was shown.[12]", 2)]
    [InlineData("Take vitamin C. It helps.", 2)]
    [InlineData("we write small. all of us do.", 2)]
    [InlineData("Hi.How are you?", 2)]
    [InlineData("Use example.Com or System.Text and Node.Js.", 1)]
    [InlineData("An iPhone rang. iPhones ring.", 2)]
    public void English_is_split(string text, int sentences) => Assert.Equal(CountRange.Of(sentences), SentenceSplitter.Count(text));

    [Theory]
    [InlineData("Am 3. Mai kam z. B. Dr. Meyer. Der 2. Weltkrieg endete 1945. Das war's.", 3)]
    [InlineData("Das gilt bzw. galt. Äpfel, Birnen usw. Alles klar?", 3)]
    [InlineData("M. Dupont est là. Mme Curie aussi.", 2)]
    [InlineData("¿Qué tal? ¡Muy bien! La Sra. López llegó.", 3)]
    [InlineData("Он жил в т. ч. там. Потом уехал.", 2)]
    [InlineData("他说好。我也说好！你呢？", 3)]
    [InlineData("「はい。」と言った。終わり。", 2)]
    [InlineData("मैं ठीक हूँ। आप कैसे हैं?", 2)]
    [InlineData("كيف حالك؟ أنا بخير.", 2)]
    [InlineData("Τι κάνεις; Καλά.", 2)]
    [InlineData("ሰላም። እንዴት ነህ፧", 2)]
    [InlineData("Բարեւ։ Ինչպե՞ս ես։", 2)]
    [InlineData("안녕하세요. 반갑습니다!", 2)]
    [InlineData("မင်္ဂလာပါ။ နေကောင်းလား။", 2)]
    [InlineData("یہ کتاب ہے۔ وہ قلم ہے۔", 2)]
    public void Other_languages_are_split(string text, int sentences) =>
        Assert.Equal(CountRange.Of(sentences), SentenceSplitter.Count(text));

    [Theory]
    [InlineData("# A title\n\nOne sentence.\n\n- an item\n- another item. And more.\n\n1. first\n2. second", 6)]
    [InlineData("One line\nthat goes on.", 1)]
    [InlineData("First paragraph\n\nSecond paragraph", 2)]
    [InlineData("Run it:\n\n```\nls. Then. More.\n```\n\nDone.", 2)]
    public void Paragraphs_and_items_end_sentences_and_headings_and_code_are_none(string text, int sentences) =>
        Assert.Equal(CountRange.Of(sentences), SentenceSplitter.Count(text));

    [Fact]
    public void Thai_has_bounds() => Assert.Equal(new CountRange(1, 2), SentenceSplitter.Count("สวัสดีครับ ยินดีต้อนรับ"));

    [Fact]
    public void Sentences_keep_their_end_marks() =>
        Assert.Equal(["One (or 1.5).", "“Two?”", "Three"], SentenceSplitter.Split("One (or 1.5). “Two?” Three"));
}
