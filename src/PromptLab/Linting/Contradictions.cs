using System.Text.RegularExpressions;
using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>
/// Finds pairs of instructions that cannot both be followed, with simple rules that miss some rather than report false ones.
/// </summary>
internal static partial class Contradictions
{
    // Words that do not change a command. Conditions (“if”, “unless”, “only”) do, so they are not listed.
    private static readonly HashSet<string> FillerWords = new(StringComparer.Ordinal) { "A", "AN", "THE", "YOUR", "ANY", "PLEASE", "EVER" };

    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from prompt in material.Prompts
        let instructions = Instruction.Of(prompt.Prompt)
        from i in Enumerable.Range(0, instructions.Count)
        let later = instructions[i]
        let earlier = instructions.Take(i).FirstOrDefault(one => Contradict(one, later))
        where earlier is not null
        select new RuleMatch(
            prompt.Prompt.File,
            later.Line,
            FormattableString.Invariant(
                $"{Quote.Of(later.Text)} contradicts {Quote.Of(earlier.Text)} (line {earlier.Line}). A model can follow one of them only: keep that one."
            )
        );

    /// <summary>
    /// True if one sentence forbids what the other demands, both limit the same thing differently, or one demands JSON alone and
    /// the other prose.
    /// </summary>
    public static bool Contradict(Instruction one, Instruction other) =>
        Forbids(one, other) || Forbids(other, one) || DifferInLimit(one, other) || AddsProse(one, other) || AddsProse(other, one);

    // “Never X” against “Always X”, or against plain “X” of at least two words. The order of the words matters.
    private static bool Forbids(Instruction no, Instruction yes)
    {
        var forbidden = ForbiddenCore(no.Words);
        var demanded = ForbiddenCore(yes.Words) is null ? DemandedCore(yes.Words) : null;
        return forbidden is not null
            && demanded is not null
            && forbidden.Count >= (demanded.Count == CoreWords(yes.Words).Count ? 2 : 1)
            && forbidden.SequenceEqual(demanded, StringComparer.Ordinal);
    }

    private static List<string>? ForbiddenCore(string[] words) =>
        words switch
        {
            ["NEVER", .. var rest] => CoreWords(rest),
            ["DO", "NOT", .. var rest] => CoreWords(rest),
            ["YOU", "MUST", "NOT" or "NEVER", .. var rest] => CoreWords(rest),
            ["MUST", "NOT" or "NEVER", .. var rest] => CoreWords(rest),
            _ => null,
        };

    private static List<string> DemandedCore(string[] words) =>
        words switch
        {
            ["ALWAYS", .. var rest] => CoreWords(rest),
            ["YOU", "MUST", "ALWAYS", .. var rest] => CoreWords(rest),
            ["YOU", "MUST", .. var rest] => CoreWords(rest),
            ["MUST", .. var rest] => CoreWords(rest),
            _ => CoreWords(words),
        };

    private static List<string> CoreWords(IReadOnlyList<string> words) => [.. words.Where(word => !FillerWords.Contains(word))];

    private static bool DifferInLimit(Instruction one, Instruction other) =>
        LengthLimit.Of(one).Any(limit => LengthLimit.Of(other).Any(limit.Contradicts));

    private static bool AddsProse(Instruction json, Instruction prose) =>
        OnlyJson().IsMatch(json.Text) && Prose().IsMatch(prose.Text) && !InJson().IsMatch(prose.Text);

    [GeneratedRegex(
        @"\bonly\s+(with\s+)?((a|one|the)\s+)?(single\s+)?(valid\s+)?JSON\b|\bJSON\s+only\b|\bJSON(\s+(object|array))?\s+and\s+nothing\s+else\b|\bnothing\s+but\s+((a|one|the)\s+)?(single\s+)?(valid\s+)?JSON\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex OnlyJson();

    [GeneratedRegex(
        @"^(then\s+|also\s+|always\s+|finally,?\s+)*(explain\b|(add|append|include|write|give)\s+(a|an|one|two|your)\s+(\w+\s+)?(sentences?|explanation|paragraph)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Prose();

    // Prose inside the JSON does not contradict.
    [GeneratedRegex(
        @"\b(JSON|field|fields|key|property|value|string)\b|[“""`]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex InJson();
}
