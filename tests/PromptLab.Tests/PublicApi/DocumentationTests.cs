using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptLab.Tests.PublicApi;

/// <summary>The documentation of public members tells what a caller has to know. That there is one, the compiler checks.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void Every_public_member_that_may_be_null_says_what_null_means()
    {
        var silent = PublicTypes().SelectMany(type => Nullable(type).Where(one => !Explains(one.Documentation)).Select(one => one.Name));

        Assert.Equal("", string.Join('\n', silent));
    }

    [Fact]
    public void Every_operation_on_a_project_that_reads_its_input_names_the_error_of_bad_input()
    {
        string[] withoutInput = ["Models", "DisposeAsync"];
        var silent = PublicTypes()
            .Where(type => type.Identifier.Text == "PromptLabProject")
            .SelectMany(type => type.Members.OfType<MethodDeclarationSyntax>())
            .Where(method => IsPublic(method.Modifiers) && !withoutInput.Contains(method.Identifier.Text, StringComparer.Ordinal))
            .Where(method => !DocumentationOf(method).Contains("cref=\"InputException\"", StringComparison.Ordinal))
            .Select(method => method.Identifier.Text);

        Assert.Empty(silent);
    }

    [Fact]
    public void A_member_that_does_not_explain_null_is_found()
    {
        const string Code = """
            /// <summary>A range.</summary>
            /// <param name="Low">The lower limit; null for none.</param>
            /// <param name="High">The upper limit.</param>
            public sealed record Range(int? Low, int? High)
            {
                /// <summary>The width.</summary>
                public int? Width { get; init; }

                /// <summary>The middle; null for a range without limits.</summary>
                public int? Middle { get; init; }
            }
            """;
        var type = Types(Code).Single();

        Assert.Equal(["Range.Width", "Range.High"], Nullable(type).Where(one => !Explains(one.Documentation)).Select(one => one.Name));
    }

    private static IEnumerable<TypeDeclarationSyntax> PublicTypes() =>
        Directory
            .EnumerateFiles(Path.Combine(SharedFiles.Root, "src/PromptLab"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .SelectMany(file => Types(File.ReadAllText(file)))
            .Where(type => type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(one => IsPublic(one.Modifiers)));

    private static IEnumerable<TypeDeclarationSyntax> Types(string code) =>
        CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>();

    private static IEnumerable<(string Name, string Documentation)> Nullable(TypeDeclarationSyntax type) =>
        [
            .. type
                .Members.OfType<PropertyDeclarationSyntax>()
                .Where(property => IsPublic(property.Modifiers) && property.Type is NullableTypeSyntax)
                .Select(property => ($"{type.Identifier}.{property.Identifier}", DocumentationOf(property))),
            .. NullableParameters(type, type.ParameterList),
            .. type
                .Members.OfType<BaseMethodDeclarationSyntax>()
                .Where(method => IsPublic(method.Modifiers) && !method.Modifiers.Any(SyntaxKind.OverrideKeyword))
                .SelectMany(method => NullableParameters(method, method.ParameterList).Append(ReturnOf(method))),
        ];

    private static IEnumerable<(string Name, string Documentation)> NullableParameters(SyntaxNode owner, ParameterListSyntax? parameters) =>
        (parameters?.Parameters ?? [])
            .Where(parameter => parameter.Type is NullableTypeSyntax)
            .Select(parameter => ($"{NameOf(owner)}.{parameter.Identifier}", DocumentationOf(owner, parameter.Identifier.Text)));

    private static (string Name, string Documentation) ReturnOf(BaseMethodDeclarationSyntax method) =>
        method is MethodDeclarationSyntax { ReturnType: NullableTypeSyntax }
            ? ($"{NameOf(method)}()", DocumentationOf(method))
            : (NameOf(method), "returns no null");

    private static string NameOf(SyntaxNode node) =>
        node switch
        {
            TypeDeclarationSyntax type => type.Identifier.Text,
            MethodDeclarationSyntax method => $"{NameOf(method.Parent!)}.{method.Identifier}",
            { Parent: { } parent } => NameOf(parent),
            _ => "",
        };

    private static bool IsPublic(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.PublicKeyword);

    private static bool Explains(string documentation) =>
        documentation.Contains("null", StringComparison.OrdinalIgnoreCase)
        || documentation.Contains("inheritdoc", StringComparison.Ordinal);

    private static string DocumentationOf(SyntaxNode node) =>
        string.Concat(
            node.GetLeadingTrivia()
                .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
                .Select(trivia => trivia.ToFullString())
        );

    private static string DocumentationOf(SyntaxNode node, string parameter)
    {
        var documentation = DocumentationOf(node);
        var start = documentation.IndexOf($"<param name=\"{parameter}\"", StringComparison.Ordinal);
        return start < 0 ? documentation : documentation[start..documentation.IndexOf("</param>", start, StringComparison.Ordinal)];
    }
}
