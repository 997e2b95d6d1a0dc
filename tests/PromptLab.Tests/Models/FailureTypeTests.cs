using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Settings;

namespace PromptLab.Tests.Models;

public sealed partial class FailureTypeTests
{
    [Fact]
    public void Every_type_has_a_word_of_its_own()
    {
        Assert.All(FailureType.All, type => Assert.Matches("^[a-z]+(-[a-z]+)*$", type.Name));
        Assert.Equal(FailureType.All.Count, FailureType.All.Select(type => type.Name).Distinct().Count());
    }

    [Fact]
    public void Every_type_that_has_a_name_in_code_is_in_the_list() =>
        Assert.Equal(
            typeof(FailureType)
                .GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Select(property => property.GetValue(null))
                .OfType<FailureType>(),
            FailureType.All
        );

    [Fact]
    public void The_readme_has_a_row_for_every_type_that_says_whether_it_is_tried_again_and_for_no_other() =>
        Assert.Equal(
            [.. FailureType.All.Select(type => (type.Name, type.IsRetryable ? "yes" : "no")), ("http-401", "see left")],
            Row()
                .Matches(File.ReadAllText(Path.Combine(SharedFiles.Root, "src/PromptLab/Models/README.md")))
                .Select(row => (row.Groups["type"].Value, row.Groups["again"].Value))
        );

    // A type that nothing makes is a row that nobody meets; the code of a call that fails names each by its property.
    [Fact]
    public void Every_type_is_made_somewhere_in_the_sources()
    {
        var sources = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(SharedFiles.Root, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != $"{nameof(FailureType)}.cs")
                .Select(File.ReadAllText)
        );

        Assert.All(typeof(FailureType).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(IsType), property =>
            Assert.Contains($"{nameof(FailureType)}.{property.Name}", sources, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_word_of_a_file_is_the_type_it_was_written_from()
    {
        Assert.All(FailureType.All, type => Assert.Same(type, FailureType.Of(type.Name)));
        Assert.Equal(FailureType.Http(503), FailureType.Of("http-503"));
    }

    [Theory]
    [InlineData("http-")]
    [InlineData("http-5")]
    [InlineData("http-0500")]
    [InlineData("http-5ab")]
    [InlineData("of-a-later-version")]
    public void A_word_that_is_no_type_is_kept_and_says_nothing(string word)
    {
        var type = FailureType.Of(word);

        Assert.Equal(word, type.Name);
        Assert.Equal((false, false, false, false), (type.IsRetryable, type.IsUnreachable, type.IsKeyRejected, type.IsFinal));
    }

    [Fact]
    public void Every_failure_in_the_sources_takes_its_type_from_the_list()
    {
        var literals =
            from file in Directory.EnumerateFiles(Path.Combine(SharedFiles.Root, "src"), "*.cs", SearchOption.AllDirectories)
            where
                Path.GetFileName(file) != $"{nameof(FailureType)}.cs"
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")
            from Match literal in TypeAsText().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {literal.Value}";

        Assert.Empty(literals);
    }

    [Fact]
    public void Settings_and_their_schema_name_every_type_that_can_be_tried_again()
    {
        var problems = new Problems();
        var config = YamlMap.Read("run: { retries: { on: [length] } }", "promptlab.yaml", problems)!;
        RunSection.Read(config.Map("run"), "promptlab.yaml", _ => null, problems);
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFiles.Root, "src/PromptLab/Schemas/promptlab.schema.json")))!;
        var message = Assert.Single(problems.Found).Message;
        var description = (string)schema["properties"]!["run"]!["properties"]!["retries"]!["properties"]!["on"]!["description"]!;
        string[] types = ["408", "429", "500 to 599", .. FailureType.All.Where(type => type.IsRetryable).Select(type => type.Name)];

        Assert.EndsWith($"“on” takes {string.Join(", ", types[..^1])} and {types[^1]}.", message, StringComparison.Ordinal);
        Assert.Contains($": {string.Join(", ", types)}.", description, StringComparison.Ordinal);
    }

    private static bool IsType(PropertyInfo property) => property.PropertyType == typeof(FailureType);

    [GeneratedRegex(
        @"^\| `(?<type>[a-z0-9-]+)`(, …)? \|[^|]+\| (?<again>[a-z ]+) \|$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Row();

    // new Failure("timeout", …), or a text that begins as the type of a status does.
    [GeneratedRegex(@"Failure\(\s*""[^""]*""|""http-[^""]*""", RegexOptions.None, 1000)]
    private static partial Regex TypeAsText();
}
