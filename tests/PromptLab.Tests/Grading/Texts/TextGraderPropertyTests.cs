using CsCheck;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Texts;

/// <summary>No text, however broken, huge or hostile, makes a grader of texts throw or take long.</summary>
public sealed class TextGraderPropertyTests
{
    private const string Every = """
        graders:
          - { id: a1, type: ends-with, value: x }
          - { id: a2, type: count, what: words, min: 2 }
          - { id: a3, type: count, what: sentences, exact: 2 }
          - { id: a4, type: count, what: paragraphs, max: 2 }
          - { id: a5, type: count, what: bullets, min: 1 }
          - { id: a6, type: count, pattern: '\w+', min: 2 }
          - { id: b1, type: levenshtein, value: a short reference, pass: 0.5 }
          - { id: b2, type: token-f1, value: a short reference, pass: 0.5 }
          - { id: b3, type: rouge, value: a short reference, variant: L, stemmer: true, pass: 0.5 }
          - { id: b4, type: bleu, value: a short reference, pass: 0.5 }
          - { id: b5, type: bleu, value: a short reference, tokenizer: intl, smoothing: add-k, pass: 0.5 }
          - { id: c1, type: language, value: de }
          - { id: c2, type: refusal, value: true }
          - { id: c3, type: forbidden, words: [damn, ugly], patterns: ['\d{9}'], personal_data: [email, phone, iban, card, ip, ssn], allow: input }
          - { id: c4, type: overlap }
          - { id: d1, type: math, value: x^2 }
          - { id: d2, type: math, mode: equation, value: '2 + 3 = 5' }
        """;

    private static readonly string[] Tricky =
    [
        "e.g. Dr. Smith. . . Really?!",
        "สวัสดีครับ",
        "日本語。「はい。」と",
        "I'm sorry, I can't help with that.",
        "\\frac{1}{\\sqrt{",
        "\\boxed{",
        "±±",
        "|x||y",
        "2 1/2 3",
        "9^9^9^9",
        "2(3)(4)!!!",
        "[1,2) ∪ {",
        "1 < 2 < 3 = 4",
        "DE89 3704 0044 0532 0130 00",
        "4111 1111 1111 1111",
        "a@b.c@d.e",
        "::1::2",
        "+49 (0)30 / 12 34",
        "[12][1",
        "```\n- a",
        "\ud83d",
        "\u0000",
        "1,234,5",
        "x_",
        "log_",
    ];

    [Fact]
    public void No_response_makes_a_grader_throw_and_every_score_lies_from_0_to_1()
    {
        var (graders, items) = Make(Every, Item("\"billing\""));

        Gen.Select(Gen.String, Gen.Int[0, Tricky.Length - 1], Gen.String, (before, middle, after) => before + Tricky[middle] + after)
            .Sample(response =>
            {
                var grade = GradeAsync(graders, items[0], response).GetAwaiter().GetResult();

                return grade.Verdicts.Count == 17
                    && grade.Verdicts.All(verdict =>
                        verdict.Score.Value is null or (>= 0 and <= 1)
                        && verdict.Score.Code is { Length: > 0 } and not "grader.error"
                        && verdict.Score.Reason.Length > 0
                    );
            });
    }

    // Each would take minutes, or overflow the stack, in a loop that is not in proportion to the length.
    [Theory]
    [InlineData("a")]
    [InlineData("a ")]
    [InlineData(". ")]
    [InlineData("! ")]
    [InlineData(".-")]
    [InlineData("a. ")]
    [InlineData("1 ")]
    [InlineData("0 ")]
    [InlineData("1-")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("a:")]
    [InlineData("(")]
    [InlineData("|")]
    [InlineData("$")]
    [InlineData("\\(")]
    [InlineData("\\frac")]
    [InlineData("\\boxed{")]
    [InlineData("+1")]
    [InlineData("2^")]
    [InlineData("1,111")]
    [InlineData("\"")]
    [InlineData("“")]
    [InlineData("`")]
    [InlineData("<a")]
    [InlineData("- a\n")]
    [InlineData("\n\n")]
    [InlineData("I can't help. ")]
    [InlineData("ich kann nicht ")]
    [InlineData("日")]
    [InlineData("ก")]
    [InlineData("a\u0301\u0301\u0301")]
    [InlineData("y")]
    [InlineData("🏴")]
    public async Task A_text_of_a_hundred_thousand_characters_is_graded(string piece)
    {
        var (graders, items) = Make(Every, Item("\"billing\""));
        var response = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));

        var grade = await GradeAsync(graders, items[0], response).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(
            [],
            grade.Verdicts.Where(verdict => verdict.Score.Code == "grader.error").Select(verdict => $"{verdict.Id} {verdict.Score.Reason}")
        );
    }
}
