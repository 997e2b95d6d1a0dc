using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptLab.Tests;

/// <summary>Lines of code have at most 140 characters; what stands in string literals, and links, are not counted.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_line_is_longer_than_140_characters_but_for_string_literals_and_links(string folder)
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(SharedFiles.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

        Assert.Empty(files.SelectMany(file => TooLong(File.ReadAllText(file)).Select(line => $"{Path.GetFileName(file)}:{line}")));
    }

    [Fact]
    public void A_long_line_of_code_or_of_a_comment_is_found_and_one_with_a_long_literal_or_a_link_is_not()
    {
        var word = new string('x', 150);

        Assert.Equal([1], TooLong($"var {word} = 1;"));
        Assert.Equal([1], TooLong($"// {word}"));
        Assert.Equal([1], TooLong($"var {word} = \"{word}\";"));
        Assert.Empty(TooLong($"var a = \"{word}\";"));
        Assert.Empty(TooLong($"var a = $\"{{b}} {word}\";"));
        Assert.Empty(TooLong($"var a = \"\"\"\n{word}\n\"\"\";"));
        Assert.Empty(TooLong($"// https://example.org/{word}"));
    }

    // The numbers of the lines, from 1.
    private static List<int> TooLong(string text)
    {
        var lines = text.Split('\n');
        var longLines = lines
            .Index()
            .Where(line => line.Item.TrimEnd('\r').Length > Longest && !line.Item.Contains("://", StringComparison.Ordinal))
            .ToList();
        if (longLines.Count == 0)
            return [];
        var tree = CSharpSyntaxTree.ParseText(text);
        var lineSpans = tree.GetText(TestContext.Current.CancellationToken).Lines;
        var literals = tree.GetRoot(TestContext.Current.CancellationToken)
            .DescendantNodes(node => node is not InterpolatedStringExpressionSyntax)
            .Where(IsString)
            .Select(node => node.Span)
            .ToList();
        return [.. longLines.Where(line => LengthWithout(literals, lineSpans[line.Index].Span) > Longest).Select(line => line.Index + 1)];
    }

    private static bool IsString(SyntaxNode node) =>
        node is InterpolatedStringExpressionSyntax
        || node.Kind() is SyntaxKind.StringLiteralExpression or SyntaxKind.Utf8StringLiteralExpression;

    private static int LengthWithout(IEnumerable<TextSpan> literals, TextSpan line) =>
        line.Length - literals.Sum(literal => literal.Intersection(line)?.Length ?? 0);
}
