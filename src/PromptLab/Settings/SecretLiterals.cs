using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Settings;

/// <summary>Finds secrets that were written into <c>promptlab.yaml</c>. Their values are never printed.</summary>
internal static partial class SecretLiterals
{
    private static readonly string[] Keys = ["api_key", "key", "apikey", "token", "secret", "password"];

    private static readonly string[] SecretWords =
    [
        "auth",
        "authorization",
        "key",
        "apikey",
        "accesskey",
        "token",
        "authtoken",
        "accesstoken",
        "secret",
        "password",
        "passwd",
        "cookie",
        "credential",
        "credentials",
        "signature",
        "sig",
        "session",
        "bearer",
    ];

    /// <summary>Refuses every key of a mapping whose value would be a secret.</summary>
    public static void RefuseKeys(YamlMap map)
    {
        foreach (var key in map.Keys.Where(key => Keys.Contains(key, StringComparer.Ordinal)))
            map.Refuse(
                key,
                $"“{key}” would put a secret into a file. Put it into an environment variable and name that: api_key_env: NAME_OF_VARIABLE"
            );
    }

    /// <summary>True for the name of a header or parameter that holds a secret, such as <c>X-Api-Key</c>.</summary>
    public static bool IsSecretName(string name) =>
        WordBreak().Split(name).Any(word => SecretWords.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>True for a text that is a key by its beginning, or has 20 letters and digits in a row as keys have.</summary>
    public static bool LooksLikeKey(string text) =>
        !PublicId().IsMatch(text) && (KeyStart().IsMatch(text) || LongRun().Matches(text).Any(run => IsMixed(run.ValueSpan)));

    /// <summary>True where a value in JSON is a secret, by its name or by its look.</summary>
    public static bool IsIn(JsonNode? value, string name = "") =>
        value switch
        {
            JsonObject map => map.Any(pair => IsIn(pair.Value, pair.Key)),
            JsonArray list => list.Any(item => IsIn(item, name)),
            JsonValue scalar when scalar.TryGetValue(out string? text) => Keys.Contains(name, StringComparer.OrdinalIgnoreCase)
                || KeyStart().IsMatch(text),
            _ => false,
        };

    private static bool IsMixed(ReadOnlySpan<char> run) =>
        run.ContainsAnyInRange('0', '9') && (run.ContainsAnyInRange('a', 'z') || run.ContainsAnyInRange('A', 'Z'));

    [GeneratedRegex(
        @"^\s*((bearer|basic|token|apikey)\s+\S|(sk|pk|rk)[-_]\w|gsk_|xai-|hf_|gh[pousr]_|github_pat_|glpat-|AIza|AKIA|eyJ[A-Za-z0-9_-]{8}|xox[abp]-)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex KeyStart();

    [GeneratedRegex("[A-Za-z0-9]{20,}", RegexOptions.None, 1000)]
    private static partial Regex LongRun();

    // OpenAI's ids of organizations and projects, which are no secrets.
    [GeneratedRegex("^(org-|proj_)[A-Za-z0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicId();

    [GeneratedRegex("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])", RegexOptions.None, 1000)]
    private static partial Regex WordBreak();
}
