using System.Text;
using PromptLab.Statistics;

namespace PromptLab.Tests.Fuzzing;

/// <summary>Damages texts: the same seed damages the same texts in the same way.</summary>
internal sealed class Mutator(long seed)
{
    private const int MaxLength = 1 << 16;
    private const int MaxMutations = 4;

    // What parsers stumble over: brackets without end, numbers without measure, aliases, halves, other encodings, later formats.
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            ":",
            ",",
            "\\",
            "null",
            "true",
            "-0",
            "1e400",
            "-1e-400",
            "NaN",
            "0x10",
            "1_000",
            "1,5",
            "99999999999999999999",
            "79228162514264337593543950335.5",
            "-2147483649",
            "\\u0000",
            "\\ud800",
            "\u0000",
            "\u202E",
            "\u2028",
            "\uFEFF",
            "\r",
            "\r\n",
            "\n",
            "\n\n",
            "\t",
            "---\n",
            "...",
            "&a",
            "*a",
            "<<: *a",
            "&a [*a]",
            "!!binary x",
            "!!set",
            "? ",
            "- ",
            "|\n",
            ">-\n",
            "# ",
            "%YAML 9.9\n",
            "=cmd()",
            "'=1",
            "\"\"",
            "{}",
            "[]",
            "\"schema\":",
            "@999",
            "2026-13-45T99:99:99Z",
            "9999-12-31T23:59:59.9999999Z",
            "0001-01-01T00:00:00+14:00",
            "sha256:",
            "💥",
            "é",
            "e\u0301",
            "ſ",
            "{message}",
            "{{",
            "}}",
            "$ref",
            "#/",
            "(?=",
            "(a+)+$",
            "../",
            "/",
            "../../etc",
            "nul",
            "1" + new string('0', 400),
            new string('[', 400),
            new string('{', 70),
            string.Concat(Enumerable.Repeat("{\"a\":", 200)),
            new string('a', 5000),
            string.Concat(Enumerable.Repeat("- ", 300)),
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE],
        [0xC3],
        [0xED, 0xA0, 0x80],
        [0],
    ];

    private readonly RandomSource _random = new(seed);

    /// <summary>A number from 0 to below a bound.</summary>
    public int Below(int bound) => _random.Below(bound);

    /// <summary>One of several.</summary>
    public T One<T>(IReadOnlyList<T> choices) => choices[_random.Below(choices.Count)];

    /// <summary>A text of a few, damaged in one to four places.</summary>
    public byte[] Damaged(IReadOnlyList<byte[]> seeds)
    {
        var text = One(seeds);
        for (var left = 1 + Below(MaxMutations); left > 0; left--)
            text = Mutated(text, One(seeds));
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    private byte[] Mutated(byte[] text, byte[] other)
    {
        var (from, to) = Span(text);
        return Below(9) switch
        {
            0 => [.. text[..from], One(Tokens)[0], .. text[Math.Min(from + 1, text.Length)..]],
            1 or 2 => [.. text[..from], .. One(Tokens), .. text[from..]],
            3 => [.. text[..from], .. One(Tokens), .. text[to..]],
            4 => [.. text[..from], .. text[to..]],
            5 => [.. text[..to], .. text[from..]],
            6 => text[..from],
            7 => [.. text[..from], (byte)Below(256), .. text[from..]],
            _ => Spliced(text, from, other),
        };
    }

    private byte[] Spliced(byte[] text, int at, byte[] other)
    {
        var (from, to) = Span(other);
        return [.. text[..at], .. other[from..to], .. text[at..]];
    }

    // Short spans mostly: they hit single values.
    private (int From, int To) Span(byte[] text)
    {
        var from = Below(text.Length + 1);
        var length = Below(3) == 0 ? Below(text.Length - from + 1) : Below(Math.Min(12, text.Length - from) + 1);
        return (from, from + length);
    }
}
