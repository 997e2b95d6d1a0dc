using PromptLab.Grading.Texts;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Texts;

public sealed class BleuGraderTests
{
    private const string Reference = "producţia de zahăr brut se exprimă în zahăr alb;";
    private const string Response = "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;";

    // sacrebleu, test/test_sentence_bleu.py: test_cases, with effective_order=True.
    [Theory]
    [InlineData("smoothing: exp", 8.493)]
    [InlineData("weight: 1", 8.493)]
    [InlineData("smoothing: none", 0)]
    [InlineData("smoothing: floor", 4.51688)]
    [InlineData("smoothing: floor, smoothing_value: 0.1", 4.51688)]
    [InlineData("smoothing: floor, smoothing_value: 0.5", 10.10)]
    [InlineData("smoothing: add-k", 14.882)]
    [InlineData("smoothing: add-k, smoothing_value: 1", 14.882)]
    [InlineData("smoothing: add-k, smoothing_value: 2", 21.389)]
    [InlineData("tokenizer: none", 7.347)]
    [InlineData("tokenizer: intl", 8.493)]
    [InlineData("tokenizer: char", 40.8759)]
    [InlineData("tokenizer: char, ignore_case: true", 42.0267)]
    public async Task The_values_are_those_of_sacrebleus_own_tests(string options, double bleu) =>
        Assert.Equal(bleu, 100 * await BleuAsync(options, Response, Reference), 0.001);

    // sacrebleu, test/test_sentence_bleu.py: test_cases_zero_bleu.
    [Theory]
    [InlineData("smoothing: exp")]
    [InlineData("smoothing: none")]
    [InlineData("smoothing: floor")]
    [InlineData("smoothing: add-k")]
    public async Task Without_any_match_it_is_0(string options) =>
        Assert.Equal(0, await BleuAsync(options, "this is a cat", "okay thanks"));

    // sacrebleu, test/test_bleu.py: test_effective_order and test_raw_bleu, whose raw_corpus_bleu does not tokenise and smooths by
    // a floor of 0.01.
    [Theory]
    [InlineData("test", "a test", 0.3678794411714425)]
    [InlineData("a test", "a test", 1.0)]
    [InlineData("a little test", "a test", 0.03218297948685433)]
    [InlineData("this is a test", "this is a test", 1.0)]
    [InlineData("this is a fest", "this is a test", 0.223606797749979)]
    public async Task Orders_that_a_short_text_can_not_have_are_left_out(string response, string reference, double bleu) =>
        Assert.Equal(bleu, await BleuAsync("tokenizer: none, smoothing: floor, smoothing_value: 0.01", response, reference), 1e-8);

    // By hand: without the effective order, a text of three words has no row of four, so BLEU is 0.
    [Fact]
    public async Task Without_the_effective_order_a_text_of_three_words_has_0() =>
        Assert.Equal(0, await BleuAsync("effective_order: false", "one two three", "one two three"));

    // By hand: of “a b c d”, a b c stand in the first and c d in the second reference, and all lengths are 4. The rows of two are
    // a b, b c, c d, all found; of three, a b c of two; of four, none of one, which exp makes 1/2: (1 · 1 · 1/2 · 1/2) ^ 1/4.
    [Fact]
    public void References_count_together() =>
        Assert.Equal(
            Math.Pow(0.25, 0.25),
            new BleuScore("exp", 1, UsesEffectiveOrder: true).Of(
                ["a", "b", "c", "d"],
                [
                    ["a", "b", "c", "x"],
                    ["x", "y", "c", "d"],
                ]
            ),
            12
        );

    // By hand from the rules of mteval-v13a.pl: symbols stand alone; full stops and commas only where no digit is on that side.
    [Theory]
    [InlineData("Hello, world!", "Hello , world !")]
    [InlineData("It's 3.5% of $1,000.", "It's 3.5 % of $ 1,000 .")]
    [InlineData("pages 10-12 (a/b)", "pages 10 - 12 ( a / b )")]
    [InlineData("&quot;x&quot; &amp; y", "\" x \" & y")]
    public void The_13a_tokens_are_those_of_mteval(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', BleuTokens.Of(text, "13a")));

    [Theory]
    [InlineData("tokenizer: zh", "“tokenizer” can't be “zh”")]
    [InlineData("smoothing: lin", "“smoothing” can't be “lin”")]
    [InlineData("smoothing_value: 2", "goes with “smoothing: floor”")]
    [InlineData("smoothing: none, smoothing_value: 2", "goes with “smoothing: floor”")]
    public void A_wrong_definition_is_refused(string options, string problem) =>
        Assert.Contains(problem, ProblemsOf($"type: bleu, pass: 0.5, {options}", Item("\"5\"")), StringComparison.Ordinal);

    private static async Task<double> BleuAsync(string options, string response, string reference) =>
        (await ScoreAsync($"type: bleu, pass: 0.5, {options}", response, $"\"{reference}\"")).Value!.Value;
}
