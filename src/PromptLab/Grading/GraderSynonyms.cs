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
        ["factuality"] = WithoutModel,
        ["g-eval"] = WithoutModel,
        ["icontains"] = "“contains” with “ignore_case: true”",
        ["icontains-all"] = "“contains-all” with “ignore_case: true”",
        ["icontains-any"] = "“contains-any” with “ignore_case: true”",
        ["ifeval"] = "“instructions”",
        ["includes"] = "“contains”",
        ["instruction-following"] = "“instructions”",
        ["javascript"] = "a grader of your own in C#, added to the GraderCatalog",
        ["json"] = "“is-json”, or “json-field” for each field",
        ["json-equals"] = "“json-field” for each field, or “equals”, which compares JSON by its values where the expected answer is JSON",
        ["json-match"] = "“json-field” for each field",
        ["json-schema"] = "“is-json” with “schema: file.json”",
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
        ["multiple-choice"] = "“choice”",
        ["numeric"] = "“number”",
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
    };

    /// <summary>What to take instead, after a blank; null where the word is not known.</summary>
    public static string? Suggest(string type) =>
        Ways.GetValueOrDefault(type.Replace('_', '-').Replace(' ', '-')) is not { } way ? null
        : way == WithoutModel ? " This version has no grader that asks a model."
        : $" Use {way}.";
}
