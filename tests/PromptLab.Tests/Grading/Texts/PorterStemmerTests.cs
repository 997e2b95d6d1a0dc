using PromptLab.Grading.Texts;

namespace PromptLab.Tests.Grading.Texts;

public sealed class PorterStemmerTests
{
    // The examples of https://www.nltk.org/howto/stem.html.
    [Fact]
    public void The_stems_are_those_of_NLTKs_own_examples() =>
        Assert.Equal(
            "caress fli die mule deni die agre own humbl size meet state siez item sensat tradit refer colon plot",
            string.Join(
                ' ',
                "caresses flies dies mules denied died agreed owned humbled sized meeting stating siezing itemization sensational traditional reference colonizer plotted"
                    .Split(' ')
                    .Select(PorterStemmer.Stem)
            )
        );

    // The examples of Porter's paper, but for the changes that NLTK documents.
    [Theory]
    [InlineData("ponies", "poni")]
    [InlineData("ties", "tie")]
    [InlineData("feed", "feed")]
    [InlineData("plastered", "plaster")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("enjoy", "enjoy")]
    [InlineData("relational", "relat")]
    [InlineData("radically", "radic")]
    [InlineData("hopefulness", "hope")]
    [InlineData("adoption", "adopt")]
    [InlineData("controll", "control")]
    [InlineData("rate", "rate")]
    [InlineData("skies", "sky")]
    [InlineData("succeed", "succeed")]
    [InlineData("geology", "geolog")]
    [InlineData("größen", "größen")]
    public void Words_have_their_stems(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));
}
