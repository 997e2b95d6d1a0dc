namespace PromptLab.Grading;

/// <summary>What other tools call their graders, with ours that does the same.</summary>
internal static class GraderSynonyms
{
    private const string WithoutModel = "";
    private const string OwnProgram = "“exec”: your program, in any language, named in promptlab.yaml";

    private static readonly Dictionary<string, string> Ways = new(StringComparer.OrdinalIgnoreCase)
    {
        ["accuracy"] = "“equals”, or “label” with the list of labels",
        ["answer-relevance"] = WithoutModel,
        ["blocklist"] = "“forbidden” with “words” or “file”",
        ["classification"] = "“label” with the list of labels",
        ["code"] = OwnProgram,
        ["contains-xml"] = "“xml”, with “extract: { tag: … }” where text stands around it",
        ["custom"] = OwnProgram,
        ["edit-distance"] = "“levenshtein”",
        ["entity-f1"] = "“list-f1” with “compare: [type, text]”",
        ["exact"] = "“equals”",
        ["exact-match"] = "“equals”",
        ["expression"] = "“math”",
        ["f1"] =
            "“token-f1” for texts, “list-f1” for lists, “json-f1” for fields, or “label”: the confusion matrix of run --details has recall and precision of each label",
        ["factuality"] = WithoutModel,
        ["g-eval"] = WithoutModel,
        ["icontains"] = "“contains” with “ignore_case: true”",
        ["icontains-all"] = "“contains-all” with “ignore_case: true”",
        ["icontains-any"] = "“contains-any” with “ignore_case: true”",
        ["ifeval"] = "“instructions”",
        ["includes"] = "“contains”",
        ["instruction-following"] = "“instructions”",
        ["is-language"] = "“language”",
        ["is-refusal"] = "“refusal” with “value: true”",
        ["is-valid-function-call"] = "“function-call”",
        ["is-valid-openai-function-call"] = "“function-call”",
        ["is-valid-openai-tools-call"] = "“function-call”, or “tool-call” for exact arguments",
        ["is-xml"] = "“xml”",
        ["javascript"] = OwnProgram,
        ["json"] = "“is-json”, or “json-field” for each field",
        ["json-diff"] = "“json-equals”, or “json-f1” for a share of the fields",
        ["json-match"] = "“json-equals”, or “json-field” for each field",
        ["json-subset"] = "“json-field” for each field",
        ["language-detection"] = "“language”",
        ["latex"] = "“math”",
        ["length"] = "“count”, such as what: words, max: 100",
        ["llm-judge"] = WithoutModel,
        ["llm-rubric"] = WithoutModel,
        ["match"] = "“equals”, “starts-with” or “regex”",
        ["math-equivalence"] = "“math”",
        ["model-graded"] = WithoutModel,
        ["mrr"] = "“list-f1” with “score: reciprocal-rank”",
        ["multiple-choice"] = "“choice”",
        ["ner"] = "“list-f1” with “compare: [type, text]”",
        ["numeric"] = "“number”",
        ["pattern"] = "“regex”",
        ["pii"] = "“forbidden” with “personal_data: [email, phone, iban, card, ip]”",
        ["precision"] = "“list-f1” with “score: precision”",
        ["program"] = OwnProgram,
        ["prompt-leakage"] = "“overlap”",
        ["python"] = OwnProgram,
        ["recall"] = "“list-f1” with “score: recall”",
        ["rouge-1"] = "“rouge” with “variant: 1”",
        ["rouge-2"] = "“rouge” with “variant: 2”",
        ["rouge-l"] = "“rouge”",
        ["rouge-n"] = "“rouge” with “variant: 1” or “variant: 2”",
        ["sacrebleu"] = "“bleu”",
        ["script"] = OwnProgram,
        ["sentence-count"] = "“count” with “what: sentences”",
        ["set-match"] = "“set-equals”",
        ["shell"] = OwnProgram,
        ["squad-f1"] = "“token-f1”",
        ["string-match"] = "“equals” or “contains”",
        ["tool-call-f1"] = "“tool-calls”",
        ["word-count"] = "“count” with “what: words”",
        ["xpath"] = "“xml” with “xpath”",
    };

    /// <summary>What to take instead, after a blank; null where the word is not known.</summary>
    public static string? Suggest(string type) =>
        Ways.GetValueOrDefault(type.Replace('_', '-').Replace(' ', '-')) is not { } way ? null
        : way == WithoutModel ? " This version has no grader that asks a model."
        : $" Use {way}.";
}
