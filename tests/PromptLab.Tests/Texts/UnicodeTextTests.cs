using System.Text;
using PromptLab.Texts;

namespace PromptLab.Tests.Texts;

public sealed class UnicodeTextTests
{
    [Fact]
    public void Marks_on_a_letter_are_sorted_and_composed() => Assert.Equal("\u1EAD", UnicodeText.Compose("a\u0302\u0323"));

    [Fact]
    public void A_row_of_more_than_256_marks_is_normalised_in_pieces()
    {
        // Above and below in turn: sorted, those below come first. The letter takes the first one of each piece with it.
        var pieces = UnicodeText.Normalize("x" + string.Concat(Enumerable.Repeat("\u0301\u0316", 256)), NormalizationForm.FormD);

        Assert.Equal(513, pieces.Length);
        Assert.Equal(256, pieces.Count(c => c == '\u0316'));
        Assert.Equal('\u0316', pieces[1]);
        Assert.Equal('\u0301', pieces[200]);
    }

    [Fact]
    public void Joiners_between_persian_letters_stay_and_rows_of_them_between_others_go()
    {
        Assert.Equal("می\u200Cخواهم", InvisibleText.Remove("می\u200Cخواهم"));
        Assert.Equal("ab", InvisibleText.Remove("a" + new string('\u200D', 100_000) + "b"));
    }

    [Fact]
    public void The_flag_of_wales_keeps_its_invisible_letters_and_others_lose_them()
    {
        const string Wales = "🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F";

        Assert.Equal(Wales, InvisibleText.Remove(Wales));
        Assert.Equal("a", InvisibleText.Remove("a\U000E0067\U000E0062"));
    }
}
