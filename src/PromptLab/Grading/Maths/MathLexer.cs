using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace PromptLab.Grading.Maths;

/// <summary>Splits a formula, in LaTeX or as people type it, into tokens.</summary>
internal static partial class MathLexer
{
    private const int MaxTokens = 2000;

    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cdot"] = "*",
        ["times"] = "*",
        ["ast"] = "*",
        ["div"] = "/",
        ["le"] = "≤",
        ["leq"] = "≤",
        ["leqslant"] = "≤",
        ["ge"] = "≥",
        ["geq"] = "≥",
        ["geqslant"] = "≥",
        ["lt"] = "<",
        ["gt"] = ">",
        ["ne"] = "≠",
        ["neq"] = "≠",
        ["pm"] = "±",
        ["cup"] = "∪",
        ["in"] = "∈",
        ["degree"] = "°",
        ["lvert"] = "|",
        ["rvert"] = "|",
        ["vert"] = "|",
        ["lbrace"] = "{",
        ["rbrace"] = "}",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Skipped = new[]
    {
        "left",
        "right",
        "big",
        "Big",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "displaystyle",
        "textstyle",
        "quad",
        "qquad",
        "limits",
        "mathop",
        "operatorname",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Texts = new[]
    {
        "text",
        "textbf",
        "textrm",
        "mathrm",
        "mathbf",
        "textit",
        "mbox",
        "hbox",
        "mathit",
        "mathsf",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> WithArguments = new[] { "frac", "sqrt", "binom" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The tokens; null where the text is too long or has something that is not known.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isArithmetic">True where each run of digits is a number of its own: 1,234 and 1 234 are none.</param>
    public static IReadOnlyList<MathToken>? Read(string text, bool isArithmetic = false)
    {
        var (tokens, depth, blank) = (new List<MathToken>(), isArithmetic ? 1 : 0, false);
        foreach (Match match in Piece().Matches(Plain(text, isArithmetic)))
        {
            if (match.Groups["blank"].Success)
            {
                blank = true;
                continue;
            }

            var before = tokens.Count;
            if (match.Groups["other"].Success || before >= MaxTokens || !TryAdd(tokens, match, depth, blank))
                return null;
            blank = tokens.Count == before;
            depth += blank ? 0 : DepthOf(tokens[^1].Text);
        }

        return tokens;
    }

    private static int DepthOf(string sign) =>
        sign is "(" or "[" or "{" ? 1
        : sign is ")" or "]" or "}" ? -1
        : 0;

    private static bool TryAdd(List<MathToken> tokens, Match match, int depth, bool blank)
    {
        if (match.Groups["number"] is { Success: true } number)
            AddNumber(tokens, number.Value, depth, blank);
        else if (match.Groups["command"] is { Success: true } command)
            return TryAddCommand(tokens, command.Value, blank);
        else
            tokens.Add(new MathToken(match.Groups["name"].Success ? MathTokenKind.Name : MathTokenKind.Sign, match.Value, blank));
        return true;
    }

    // “1,234” is a number, and (1,234) a point.
    private static void AddNumber(List<MathToken> tokens, string written, int depth, bool blank)
    {
        var numbers = depth > 0 ? written.Split(',') : [written.Replace(",", "", StringComparison.Ordinal)];
        for (var at = 0; at < numbers.Length; at++)
        {
            if (at > 0)
                tokens.Add(new MathToken(MathTokenKind.Sign, ",", AfterBlank: false));
            tokens.Add(new MathToken(MathTokenKind.Number, numbers[at], blank && at == 0));
        }
    }

    private static bool TryAddCommand(List<MathToken> tokens, string command, bool blank)
    {
        if (Skipped.Contains(command) || Texts.Contains(command))
            return true;
        var name =
            command is "dfrac" or "tfrac" or "cfrac" ? "frac"
            : command is "dbinom" or "tbinom" ? "binom"
            : command;
        if (Signs.TryGetValue(name, out var sign))
            tokens.Add(new MathToken(MathTokenKind.Sign, sign, blank));
        else if (WithArguments.Contains(name))
            tokens.Add(new MathToken(MathTokenKind.Command, name, blank));
        else if (MathFunctions.IsName(name))
            tokens.Add(new MathToken(MathTokenKind.Name, MathFunctions.OneName(name), blank));
        else
            return false;
        return true;
    }

    // One way to write each sign; $ and signs that change no value are dropped.
    private static string Plain(string text, bool isArithmetic)
    {
        var plain = TextGroup().Replace(text, " ${words} ");
        plain = Degrees().Replace(plain, "°");
        plain = Superscript().Replace(plain, match => $"^{{{match.Value.Normalize(NormalizationForm.FormKC)}}}");
        if (!isArithmetic)
            plain = Thousands().Replace(plain, match => string.Concat(match.Value.Where(char.IsAsciiDigit)));
        plain = plain
            .Replace("{,}", "", StringComparison.Ordinal)
            .Replace("\\(", " ", StringComparison.Ordinal)
            .Replace("\\)", " ", StringComparison.Ordinal)
            .Replace("\\[", " ", StringComparison.Ordinal)
            .Replace("\\]", " ", StringComparison.Ordinal)
            .Replace("\\,", "", StringComparison.Ordinal)
            .Replace("\\!", "", StringComparison.Ordinal)
            .Replace("\\$", "", StringComparison.Ordinal)
            .Replace("\\%", "", StringComparison.Ordinal)
            .Replace("\\{", "{", StringComparison.Ordinal)
            .Replace("\\}", "}", StringComparison.Ordinal)
            .Replace("\\|", "|", StringComparison.Ordinal)
            .Replace("**", "^", StringComparison.Ordinal)
            .Replace("<=", "≤", StringComparison.Ordinal)
            .Replace(">=", "≥", StringComparison.Ordinal)
            .Replace("!=", "≠", StringComparison.Ordinal);
        return string.Concat(plain.Select(Plain));
    }

    private static string Plain(char c) =>
        c switch
        {
            '−' or '–' or '－' => "-",
            '×' or '·' or '⋅' or '∙' => "*",
            '÷' or '⁄' or '∕' => "/",
            '$' or '%' or '€' or '£' => "",
            '½' => " 1/2",
            '⅓' => " 1/3",
            '⅔' => " 2/3",
            '¼' => " 1/4",
            '¾' => " 3/4",
            (>= 'Α' and <= 'Ω') or (>= 'α' and <= 'ω') or 'ϕ' or 'ϵ' or 'µ' => NameOf(c),
            '∞' => " infty ",
            '∅' => " emptyset ",
            '√' => "\\sqrt ",
            '⩽' or '≦' => "≤",
            '⩾' or '≧' => "≥",
            '\u00A0' or '\u202F' or '\u2009' => " ",
            >= '０' and <= '９' => ((char)(c - '０' + '0')).ToString(),
            _ => c.ToString(),
        };

    // As in \theta; the letters that look Latin are Latin.
    private static string NameOf(char greek)
    {
        const string letters =
            "αalpha βbeta γgamma δdelta εepsilon ϵepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu µmu νnu ξxi "
            + "πpi ρrho σsigma ςsigma τtau υupsilon φphi ϕphi χchi ψpsi ωomega ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon "
            + "ΦPhi ΨPsi ΩOmega";
        var at = letters.IndexOf(greek, StringComparison.Ordinal);
        return at < 0 ? greek.ToString() : $" {letters[(at + 1)..].Split(' ')[0]} ";
    }

    [GeneratedRegex("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Superscript();

    // 10 000, but not 2 100/3.
    [GeneratedRegex(
        @"(?<![0-9.,(\[{] ?)\b[0-9]{1,3}([ \u00A0\u202F\u2009][0-9]{3})+(?![0-9,]|\s*[/0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Thousands();

    [GeneratedRegex(
        @"\\(text|textbf|textrm|mathrm|mathbf|textit|mbox|hbox|mathit|mathsf)\s*\{(?<words>[^{}]*)\}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TextGroup();

    [GeneratedRegex(@"\^\s*(\{\s*\\circ\s*\}|\\circ)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Degrees();

    [GeneratedRegex(
        @"(?<blank>\s+|\\[;: ~]|(?<=[0-9A-Za-z}])~(?=[\\A-Za-z]))|(?<other>[0-9]+[eE][+-][0-9](?![0-9]))|(?<number>[0-9]+(\.[0-9]+)?[eE][0-9]+|[0-9]+(\.[0-9]+[eE][+-]?[0-9]+|[eE][+-][0-9]{2,})|[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?(?![0-9,])|[0-9]+(\.[0-9]+)?|\.[0-9]+)|\\(?<command>[A-Za-z]+)|(?<name>[A-Za-z]+)|(?<sign>[-+*/^_()\[\]{}|,;=<>≤≥≠±∪∈!°])|(?<other>.)",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Piece();
}
