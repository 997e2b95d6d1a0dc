using CsCheck;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading;

public sealed class GraderPropertyTests
{
    private const string Every = """
        graders:
          - { id: a1, type: equals, normalise: all, ignore_case: true }
          - { id: a2, type: one-of, values: [billing, other] }
          - { id: a3, type: not-contains }
          - { id: a4, type: contains-all, values: [a, b] }
          - { id: a5, type: contains-any, values: [a, b], extract: code-fence }
          - { id: a6, type: starts-with, extract: { tag: answer } }
          - { id: a7, type: regex, pattern: '(\w+)\s+\1' }
          - { id: a8, type: number, value: "12.5", extract: last-number, tolerance: { relative: 0.1 } }
          - { id: a9, type: label, labels: [billing, technical], find: anywhere }
          - { id: b1, type: choice, value: B }
          - { id: b2, type: is-json }
          - { id: b3, type: json-field, field: a.0.b, number: "1", loose: true }
          - { id: b4, type: max-words, value: 3 }
          - { id: b5, type: min-words, value: 3, field: a }
          - { id: b6, type: max-chars, value: 3 }
          - { id: c1, type: instructions, instructions: [no-comma, title, { words: { max: 3 } }, { sentences: { min: 1 } }], mode: loose }
          - { id: b7, type: equals, extract: [{ after: "A:" }, { until: "." }, { remove: ",;" }, { replace: "\n", with: " " }, { drop_suffix: "!" }] }
        """;

    private static readonly string[] Tricky =
    [
        "{\"a\": [{\"b\": 1}]}",
        "{\"a\":1,\"a\":2}",
        "[[[[",
        "```\ncode\n```",
        "<answer>x</answer>",
        "A: 1,2. B",
        "1e999999999",
        "99999999999999999999999999999999.5",
        "-0.0",
        "𝟙𝟚",
        "٣٫٥",
        "the answer is (B)",
        "\ud83d",
        "\u0000",
        "billing technical",
        "1.2.3",
        "−5",
        "(((((((((((",
        "aa aa",
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
                        verdict.Score.Value is null or (>= 0 and <= 1) && verdict.Score.Code.Length > 0 && verdict.Score.Reason.Length > 0
                    );
            });
    }
}
