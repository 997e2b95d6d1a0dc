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
        ["code"] = "“exec”: your program, in any language, named in promptlab.yaml",
        ["custom"] = "“exec”: your program, in any language, named in promptlab.yaml",
        ["exact-match"] = "“equals”",
        ["exact"] = "“equals”",
        ["f1"] = "“label”: the confusion matrix of run --details has recall and precision of each label",
        ["factuality"] = WithoutModel,
        ["g-eval"] = WithoutModel,
        ["icontains"] = "“contains” with “ignore_case: true”",
        ["icontains-all"] = "“contains-all” with “ignore_case: true”",
        ["icontains-any"] = "“contains-any” with “ignore_case: true”",
        ["includes"] = "“contains”",
        ["javascript"] = "“exec”: your program, in any language, named in promptlab.yaml",
        ["json"] = "“is-json”, or “json-field” for each field",
        ["json-equals"] = "“json-field” for each field, or “equals”, which compares JSON by its values where the expected answer is JSON",
        ["json-match"] = "“json-field” for each field",
        ["json-schema"] = "“is-json” with “schema: file.json”",
        ["llm-judge"] = WithoutModel,
        ["llm-rubric"] = WithoutModel,
        ["length"] = "“max-chars”, “max-words” or “min-words”",
        ["match"] = "“equals”, “starts-with” or “regex”",
        ["model-graded"] = WithoutModel,
        ["multiple-choice"] = "“choice”",
        ["numeric"] = "“number”",
        ["program"] = "“exec”: your program, in any language, named in promptlab.yaml",
        ["pattern"] = "“regex”",
        ["python"] = "“exec”: your program, in any language, named in promptlab.yaml",
        ["script"] = "“exec”: your program, in any language, named in promptlab.yaml",
        ["shell"] = "“exec”: your program, in any language, named in promptlab.yaml",
        ["string-match"] = "“equals” or “contains”",
    };

    /// <summary>What to take instead, after a blank; null where the word is not known.</summary>
    public static string? Suggest(string type) =>
        Ways.GetValueOrDefault(type.Replace('_', '-').Replace(' ', '-')) is not { } way ? null
        : way == WithoutModel ? " This version has no grader that asks a model."
        : $" Use {way}.";
}
