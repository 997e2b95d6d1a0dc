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
          - { id: c0, type: instructions, instructions: [no-comma, title, { words: { max: 3 } }, { sentences: { min: 1 } }], mode: loose }
          - { id: b7, type: equals, extract: [{ after: "A:" }, { until: "." }, { remove: ",;" }, { replace: "\n", with: " " }, { drop_suffix: "!" }] }
          - { id: b8, type: json-schema, format: true, schema: { anyOf: [{ type: string, format: uri }, { minItems: 1, items: { pattern: '^a+$' } }] } }
          - { id: b9, type: not-contains-json, schema: { required: [a] } }
          - { id: c1, type: json-equals, value: [1.5, { a: x }], array_order: ignore, tolerance: { relative: 0.1 }, ignore: ['*.b'] }
          - { id: c2, type: set-equals, values: [a, 5, { b: 1 }], ignore_case: true }
          - { id: c3, type: list-f1, values: [a, b], duplicates: ignore, score: reciprocal-rank }
          - { id: c4, type: json-f1, value: { a: [1], b: { c: x } }, array_order: ignore }
          - { id: c5, type: function-call, value: '{"f": {"a": [1, "x"]}}', functions: [{ name: f, parameters: { properties: { a: {} } } }] }
          - { id: c6, type: tool-calls, value: '[{"f": {"a": [1]}}, {"g": {}}]', order: true }
          - { id: c7, type: xml, root: a, xpath: //b, equals: x }
          - { id: d1, type: not-ends-with, value: b }
          - { id: d2, type: count, what: sentences, min: 2 }
          - { id: d3, type: count, pattern: 'a+', max: 3 }
          - { id: d4, type: levenshtein, pass: 0.5 }
          - { id: d5, type: token-f1, values: [a b, c], pass: 0.5 }
          - { id: d6, type: rouge, variant: 1, stemmer: true, pass: 0.5 }
          - { id: d7, type: bleu, smoothing: floor, tokenizer: intl, pass: 0.5 }
          - { id: d8, type: language, value: de }
          - { id: d9, type: refusal, value: false }
          - { id: e1, type: forbidden, words: [billing], personal_data: [email, phone, iban, card, ip] }
          - { id: e2, type: overlap }
          - { id: e3, type: math, value: '2*x + 1' }
          - { id: e4, type: math, mode: equation, numbers: '1 2 3', value: 6 }
          - { id: e5, type: tokens, max: 3 }
          - { id: e6, type: finish-reason }
          - { id: e7, type: list-equals, values: [a, 5], credit: share }
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
        "[1.4, {\"b\": 2, \"a\": \"x\"}]",
        "[\"http://[::1]/%zz\", \"2026-02-30\"]",
        "f(a=1, b='x\\",
        "[f(a=[1, (2, {'k': None})]), g()]",
        "f((((((((((((((((",
        "{\"name\": \"f\", \"arguments\": \"{\\\"a\\\": 1}\"}",
        "{\"tool_calls\": [{\"function\": {\"name\": 5}}, null, [[]]]}",
        "<a><b>x</b></a>",
        "<!DOCTYPE a [<!ENTITY b \"&b;\">]><a>&b;</a>",
        "<a xmlns:p='",
        "- a\n- b\n1. 5",
        "{\"a\": [], \"b\": {\"c\": {\"d\": null}}}",
    ];

    [Fact]
    public void No_response_makes_a_grader_throw_and_every_score_lies_from_0_to_1()
    {
        var (graders, items) = Make(Every, Item("\"billing\""));

        Gen.Select(Gen.String, Gen.Int[0, Tricky.Length - 1], Gen.String, (before, middle, after) => before + Tricky[middle] + after)
            .Sample(response =>
            {
                var grade = GradeAsync(graders, items[0], response).GetAwaiter().GetResult();

                return grade.Verdicts.Count == Every.Split("{ id: ").Length - 1
                    && grade.Verdicts.All(verdict =>
                        verdict.Score.Value is null or (>= 0 and <= 1) && verdict.Score.Code.Length > 0 && verdict.Score.Reason.Length > 0
                    );
            });
    }
}
