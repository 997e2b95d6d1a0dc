using System.Text.Json.Nodes;
using CsCheck;
using PromptLab.Grading.Instructions;
using static PromptLab.Tests.Grading.Instructions.InstructionBench;

namespace PromptLab.Tests.Grading.Instructions;

/// <summary>What holds for every instruction and every text, however odd or long.</summary>
public sealed class InstructionPropertyTests
{
    private const int Long = 100_000;

    private static readonly string[] Languages = ["en", "es", "fr", "ja", "tr", ""];

    // What a careless pattern would read again and again.
    private static readonly string[] Repeated =
    [
        "[",
        "*",
        "* ",
        "*\n",
        "**a",
        "<",
        "<<",
        ">>",
        "##",
        "《",
        "『",
        "「",
        "\n",
        " ",
        "\"",
        "。",
        ".",
        "P.",
        "p. ",
        "第1",
        "Day 1",
        "a'",
        "e\u0301",
        "\u0301",
        "\ud83d",
        "👨‍👩‍👧",
        "ก",
        "ı",
        "ß",
        "```",
        "{",
        "漢",
        "（",
    ];

    [Fact]
    public void No_text_makes_a_check_throw_and_every_verdict_says_what_was_found()
    {
        var pieces = Gen.OneOf(Gen.String, AnyOf(Repeated), AnyOf([.. InstructionTests.All.Select(one => one.Followed)]));
        var instructions = Languages.SelectMany(language => ReadAll(language.Length == 0 ? null : language)).ToList();

        Gen.Select(pieces.Array[1, 6], Gen.Int[0, instructions.Count - 1], (parts, at) => (Text: string.Concat(parts), At: at))
            .Sample(one => Check(instructions[one.At], one.Text).Found.Length > 0);
    }

    [Theory]
    [MemberData(nameof(RepeatedTexts))]
    public void A_long_text_of_one_repeated_piece_is_checked_by_every_instruction_in_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, Long / piece.Length));
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(60)); // a quadratic check takes longer

        foreach (var instruction in ReadAll("ja").Concat(ReadAll(null)))
        {
            Check(instruction, text);
            stopping.Token.ThrowIfCancellationRequested();
        }
    }

    public static TheoryData<string> RepeatedTexts => [.. Repeated.Where(piece => piece != "\ud83d")];

    [Fact]
    public void A_comma_anywhere_breaks_no_comma() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 40], Gen.String[Gen.Char.AlphaNumeric, 0, 40])
            .Sample(
                (before, after) =>
                    IsFollowed("\"no-comma\"", before + after + ".") == true
                    && IsFollowed("\"no-comma\"", before + "," + after + ".") == false
            );

    [Fact]
    public void One_more_word_is_one_more_word() =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 8]
            .Array[1, 20]
            .Sample(words =>
                IsFollowed(Words(words.Length), string.Join(' ', words)) == true
                && IsFollowed(Words(words.Length), string.Join(' ', words.Append("more"))) == false
            );

    private static Gen<string> AnyOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static string Words(int count) => FormattableString.Invariant($$$"""{"words": {"exactly": {{{count}}}}}""");

    private static InstructionVerdict Check(Instruction instruction, string text) =>
        instruction.Check(new InstructionText(text, instruction.Language));

    private static IReadOnlyList<Instruction> ReadAll(string? language) =>
        [.. InstructionTests.All.SelectMany(one => new InstructionReader(language).Read(JsonNode.Parse(one.Instruction)))];
}
