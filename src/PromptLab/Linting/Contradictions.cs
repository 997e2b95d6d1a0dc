using System.Text.RegularExpressions;
using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>Instructions that can't both be followed, by plain rules that rather miss one than see one that is none.</summary>
internal static partial class Contradictions
{
    // Words without which a command says the same. Conditions (“if”, “unless”, “only”) are not among them.
    private static readonly HashSet<string> Filling = new(StringComparer.Ordinal) { "A", "AN", "THE", "YOUR", "ANY", "PLEASE", "EVER" };

    public static IEnumerable<Spot> Find(LintMaterial material) =>
        from prompt in material.Prompts
        let instructions = Instruction.Of(prompt.Prompt)
        from i in Enumerable.Range(0, instructions.Count)
        let later = instructions[i]
        let earlier = instructions.Take(i).FirstOrDefault(one => Contradict(one, later))
        where earlier is not null
        select new Spot(
            prompt.Prompt.File,
            later.Line,
            FormattableString.Invariant(
                $"{Quote.Of(later.Text)} contradicts {Quote.Of(earlier.Text)} (line {earlier.Line}). A model can follow one of them only: keep that one."
            )
        );

    /// <summary>
    /// True where one sentence forbids what the other asks for, they set different limits to the same, or one wants
    /// JSON alone and the other prose.
    /// </summary>
    public static bool Contradict(Instruction one, Instruction other) =>
        Forbids(one, other) || Forbids(other, one) || DifferInLimit(one, other) || AddsProse(one, other) || AddsProse(other, one);

    // “Never X” against “Always X”, or against plain “X” where that is at least two words. The order of the words counts.
    private static bool Forbids(Instruction no, Instruction yes)
    {
        var forbidden = Never(no.Words);
        var wanted = Never(yes.Words) is null ? Always(yes.Words) : null;
        return forbidden is not null
            && wanted is not null
            && forbidden.Count >= (wanted.Count == Core(yes.Words).Count ? 2 : 1)
            && forbidden.SequenceEqual(wanted, StringComparer.Ordinal);
    }

    private static List<string>? Never(string[] words) =>
        words switch
        {
            ["NEVER", .. var rest] => Core(rest),
            ["DO", "NOT", .. var rest] => Core(rest),
            ["YOU", "MUST", "NOT" or "NEVER", .. var rest] => Core(rest),
            ["MUST", "NOT" or "NEVER", .. var rest] => Core(rest),
            _ => null,
        };

    private static List<string> Always(string[] words) =>
        words switch
        {
            ["ALWAYS", .. var rest] => Core(rest),
            ["YOU", "MUST", "ALWAYS", .. var rest] => Core(rest),
            ["YOU", "MUST", .. var rest] => Core(rest),
            ["MUST", .. var rest] => Core(rest),
            _ => Core(words),
        };

    private static List<string> Core(IReadOnlyList<string> words) => [.. words.Where(word => !Filling.Contains(word))];

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

    // Prose that goes into the JSON is no contradiction.
    [GeneratedRegex(
        @"\b(JSON|field|fields|key|property|value|string)\b|[“""`]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex InJson();
}
