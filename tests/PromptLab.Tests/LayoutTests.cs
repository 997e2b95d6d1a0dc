using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using PromptLab.Cli;
using PromptLab.Cli.Terminal;
using PromptLab.Prompts;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PromptLab.Tests;

/// <summary>
/// The arrows between the folders of the library: each folder may use those that are listed with it, and nothing points
/// back.
/// </summary>
public sealed class LayoutTests
{
    private const string Library = "PromptLab";

    private static readonly Architecture Code = new ArchLoader()
        .LoadAssemblies(typeof(Prompt).Assembly, typeof(ExitCodes).Assembly)
        .Build();

    // Files is the floor: problems, hashes, YAML, JSON, CSV.
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Files"] = [],
        ["Statistics"] = [],
        ["JsonSchemas"] = ["Files"],
        ["Prompts"] = ["Files"],
        ["Models"] = ["Files"],
        ["Calling"] = ["Files", "Models"],
        ["EvalSets"] = ["Files", "Statistics"],
        ["Splitting"] = ["Files", "EvalSets", "Statistics"],
        ["Grading"] = ["Files", "Prompts", "EvalSets", "JsonSchemas"],
        ["Running"] = ["Files", "Prompts", "EvalSets", "Models", "Grading"],
        ["Projects"] = ["Files", "Prompts", "EvalSets", "Models", "Calling", "Grading", "Running"],
        ["Linting"] = ["Files", "Prompts", "EvalSets", "Grading", "JsonSchemas", "Projects", "Statistics"],
        ["Results"] = ["Files", "Prompts", "EvalSets", "Models", "Grading", "Running", "Statistics"],
        ["Comparing"] = ["Files", "EvalSets", "Models", "Grading", "Running", "Results", "Statistics"],
        ["Diagnosing"] = ["Files", "Models", "EvalSets", "Grading", "Running", "Results", "Comparing", "Statistics"],
        ["Progress"] = ["Files", "Prompts", "EvalSets", "Models", "Grading", "Running", "Results", "Comparing", "Diagnosing", "Statistics"],
        ["Gating"] = ["Files", "Models", "EvalSets", "Grading", "Running", "Results", "Comparing", "Statistics"],
        ["Confirming"] = ["Files", "Models", "EvalSets", "Grading", "Running", "Results", "Comparing", "Statistics"],
        ["Reporting"] =
        [
            "Files",
            "Prompts",
            "EvalSets",
            "Models",
            "Calling",
            "Grading",
            "Running",
            "Projects",
            "Results",
            "Comparing",
            "Diagnosing",
            "Progress",
            "Gating",
            "Confirming",
            "Linting",
            "Statistics",
        ],
    };

    public static TheoryData<string> Folders => [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_the_folders_below_it(string folder)
    {
        foreach (var other in Arrows.Keys.Except(Arrows[folder].Append(folder), StringComparer.Ordinal))
        {
            Types()
                .That()
                .ResideInNamespaceMatching($@"^{Library}\.{folder}$")
                .Should()
                .NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^{Library}\.{other}$"))
                .Because($"{folder} stands below {other}, or beside it")
                .WithoutRequiringPositiveResults()
                .Check(Code);
        }
    }

    [Fact]
    public void Every_folder_of_the_library_has_its_place_in_the_arrows()
    {
        var folders = typeof(Prompt)
            .Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(Library + ".", StringComparison.Ordinal) == true)
            .Select(type => type.Namespace![(Library.Length + 1)..].Split('.')[0])
            .Distinct(StringComparer.Ordinal);

        Assert.Empty(folders.Except(Arrows.Keys, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("OpenAI")]
    [InlineData("Azure")]
    [InlineData("Anthropic")]
    [InlineData("OllamaSharp")]
    [InlineData("Spectre.Console")]
    [InlineData("Serilog")]
    [InlineData("System.CommandLine")]
    [InlineData("Microsoft.Extensions.AI.OpenAI")]
    public void The_library_knows_no_provider_and_no_console(string assembly)
    {
        var used = typeof(Prompt).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(used, name => name == assembly || name.StartsWith(assembly + ".", StringComparison.Ordinal));
    }
}
