namespace PromptLab.Grading;

/// <summary>What other tools call their graders, with ours that does the same.</summary>
internal static class GraderSynonyms
{
    private const string WithoutModel = "";

    private static readonly Dictionary<string, string> Ways = new(StringComparer.OrdinalIgnoreCase)
    {
        ["accuracy"] = "“equals”, or “label” with the list of labels",
        ["answer-relevance"] = WithoutModel,
        ["classification"] = "“label” with the list of labels",
        ["contains-json"] = "“is-json”, with “extract” where text stands around the JSON",
        ["blocklist"] = "“forbidden” with “words” or “file”",
        ["code"] = "a grader of your own in C#, added to the GraderCatalog",
        ["exact-match"] = "“equals”",
        ["exact"] = "“equals”",
        ["edit-distance"] = "“levenshtein”",
        ["f1"] = "“token-f1” for texts, or “label”: the confusion matrix of run --details has recall and precision of each label",
        ["expression"] = "“math”",
        ["code"] = "a grader of your own in C#, added to the GraderCatalog",
        ["exact-match"] = "“equals”",
        ["exact"] = "“equals”",
        ["entity-f1"] = "“list-f1” with “compare: [type, text]”",
        ["f1"] =
            "“list-f1” for lists, “json-f1” for fields, or “label”: the confusion matrix of run --details has recall and precision of each label",
        ["factuality"] = WithoutModel,
        ["g-eval"] = WithoutModel,
        ["icontains"] = "“contains” with “ignore_case: true”",
        ["icontains-all"] = "“contains-all” with “ignore_case: true”",
        ["icontains-any"] = "“contains-any” with “ignore_case: true”",
        ["ifeval"] = "“instructions”",
        ["includes"] = "“contains”",
        ["instruction-following"] = "“instructions”",
        ["javascript"] = "a grader of your own in C#, added to the GraderCatalog",
        ["is-valid-openai-function-call"] = "“function-call”",
        ["is-valid-openai-tools-call"] = "“function-call”, or “tool-call” for exact arguments",
        ["is-valid-function-call"] = "“function-call”",
        ["is-xml"] = "“xml”",
        ["contains-xml"] = "“xml”, with “extract: { tag: … }” where text stands around it",
        ["json"] = "“is-json”, or “json-field” for each field",
        ["json-diff"] = "“json-equals”, or “json-f1” for a share of the fields",
        ["json-match"] = "“json-equals”, or “json-field” for each field",
        ["json-subset"] = "“json-field” for each field",
        ["llm-judge"] = WithoutModel,
        ["llm-rubric"] = WithoutModel,
        ["is-refusal"] = "“refusal” with “value: true”",
        ["is-language"] = "“language”",
        ["language-detection"] = "“language”",
        ["length"] = "“count”, such as what: words, max: 100",
        ["sacrebleu"] = "“bleu”",
        ["squad-f1"] = "“token-f1”",
        ["latex"] = "“math”",
        ["math-equivalence"] = "“math”",
        ["match"] = "“equals”, “starts-with” or “regex”",
        ["model-graded"] = WithoutModel,
        ["mrr"] = "“list-f1” with “score: reciprocal-rank”",
        ["multiple-choice"] = "“choice”",
        ["numeric"] = "“number”",
        ["ner"] = "“list-f1” with “compare: [type, text]”",
        ["pattern"] = "“regex”",
        ["pii"] = "“forbidden” with “personal_data: [email, phone, iban, card, ip]”",
        ["prompt-leakage"] = "“overlap”",
        ["python"] = "a grader of your own in C#, added to the GraderCatalog",
        ["sentence-count"] = "“count” with “what: sentences”",
        ["rouge-1"] = "“rouge” with “variant: 1”",
        ["rouge-2"] = "“rouge” with “variant: 2”",
        ["rouge-l"] = "“rouge”",
        ["rouge-n"] = "“rouge” with “variant: 1” or “variant: 2”",
        ["string-match"] = "“equals” or “contains”",
        ["word-count"] = "“count” with “what: words”",
        ["precision"] = "“list-f1” with “score: precision”",
        ["python"] = "a grader of your own in C#, added to the GraderCatalog",
        ["recall"] = "“list-f1” with “score: recall”",
        ["set-match"] = "“set-equals”",
        ["string-match"] = "“equals” or “contains”",
        ["tool-call-f1"] = "“tool-calls”",
        ["xpath"] = "“xml” with “xpath”",
    };

    /// <summary>What to take instead, after a blank; null where the word is not known.</summary>
    public static string? Suggest(string type) =>
        Ways.GetValueOrDefault(type.Replace('_', '-').Replace(' ', '-')) is not { } way ? null
        : way == WithoutModel ? " This version has no grader that asks a model."
        : $" Use {way}.";
}
