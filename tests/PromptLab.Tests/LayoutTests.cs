using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using PromptLab.Cli;
using PromptLab.Evaluators;
using PromptLab.Projects;
using PromptLab.Providers;
using PromptLab.Tests.Projects;

namespace PromptLab.Tests;

/// <summary>
/// The arrows within and between the assemblies: each folder uses only the folders that are listed with it, every listed arrow
/// is used, and nothing points back.
/// </summary>
public sealed class LayoutTests
{
    private const string Library = "PromptLab";
    private const string CommandLine = "PromptLab.Cli";
    private const string Providers = "PromptLab.Providers";
    private const string Evaluators = "PromptLab.Evaluators";

    private static readonly Architecture Code = new ArchLoader()
        .LoadAssemblies(
            typeof(PromptLabProject).Assembly,
            typeof(ProviderConnector).Assembly,
            typeof(PromptLabEvaluator).Assembly,
            typeof(App).Assembly
        )
        .Build();

    // From the ground up: a folder may use only those that stand above it in this list, and of these only the ones named.
    private static readonly (string Folder, string Uses)[] LibraryArrows =
    [
        ("Statistics", ""),
        ("Texts", "Statistics"),
        ("Files", "Texts"),
        ("JsonSchemas", "Files Texts"),
        ("Prompts", "Files JsonSchemas Texts"),
        ("EvalSets", "Files Statistics Texts"),
        ("Models", "Files Texts"),
        ("Programs", "Files Models Texts"),
        ("Calling", "Files Models Texts"),
        ("Grading", "EvalSets Files JsonSchemas Models Programs Texts"),
        ("Splitting", "EvalSets Files"),
        ("Running", "EvalSets Files Grading Models Prompts Texts"),
        ("Settings", "Calling Files Models Programs Texts"),
        ("Linting", "EvalSets Files Grading JsonSchemas Prompts Settings Statistics Texts"),
        ("Results", "EvalSets Files Grading Models Prompts Running Statistics Texts"),
        ("Evaluations", "Calling EvalSets Files Grading Models Prompts Results Running Texts"),
        ("Starting", "EvalSets Files Linting Results Splitting Texts"),
        ("Workspace", "Calling EvalSets Files Grading Models Prompts Results Settings"),
        ("Planning", "Calling EvalSets Files Grading Linting Models Prompts Results Running Settings Texts Workspace"),
        ("Comparing", "EvalSets Files Grading Models Prompts Results Running Settings Statistics Texts Workspace"),
        ("Holdouts", "EvalSets Files Prompts Results Running Statistics Texts Workspace"),
        (
            "Experiments",
            "Calling Comparing EvalSets Files Grading Holdouts Models Planning Prompts Results Running Settings Texts Workspace"
        ),
        ("Gating", "Comparing EvalSets Files Grading Models Planning Prompts Results Running Settings Statistics Texts Workspace"),
        ("Diagnosing", "Comparing Files Grading Holdouts Models Prompts Results Running Statistics Texts Workspace"),
        (
            "Confirming",
            "Calling Comparing EvalSets Experiments Files Grading Holdouts Models Planning Prompts Results Running Settings Statistics Texts Workspace"
        ),
        (
            "Progress",
            "Comparing Confirming Diagnosing EvalSets Files Holdouts Models Planning Prompts Results Settings Statistics Texts Workspace"
        ),
        ("Promoting", "Confirming EvalSets Files Holdouts Prompts Texts Workspace"),
        (
            "Projects",
            "Calling Comparing Confirming Diagnosing EvalSets Experiments Files Gating Grading Holdouts Linting Models Planning Progress Promoting Prompts Results Settings Splitting Starting Statistics Texts Workspace"
        ),
        (
            "Reporting",
            "Comparing Confirming Diagnosing Files Gating Holdouts Linting Models Progress Prompts Results Running Statistics Texts"
        ),
        ("Testing", "Experiments Gating Planning Projects Prompts Reporting Results"),
    ];

    private static readonly (string Folder, string Uses)[] CommandLineArrows =
    [
        ("Outputs", ""),
        ("Terminal", ""),
        ("Options", "Outputs Terminal"),
        ("Views", "Outputs Terminal Options"),
        ("Reports", "Terminal"),
        ("Commands", "Outputs Terminal Options Views Reports"),
        ("", "Outputs Terminal Options Reports Commands"),
    ];

    public static TheoryData<string, string> Folders =>
        [.. LibraryArrows.Select(arrow => (Library, arrow.Folder)), .. CommandLineArrows.Select(arrow => (CommandLine, arrow.Folder))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_the_folders_that_are_listed_with_it_and_no_others(string assembly, string folder)
    {
        var listed = ArrowsOf(assembly).First(arrow => arrow.Folder == folder).Uses.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(string.Join(' ', listed.Order(StringComparer.Ordinal)), string.Join(' ', UsedBy(assembly, folder)));
    }

    [Theory]
    [InlineData(Library)]
    [InlineData(CommandLine)]
    public void A_folder_is_listed_only_with_folders_below_it(string assembly)
    {
        var below = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (folder, uses) in ArrowsOf(assembly))
        {
            Assert.Empty(uses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(below, StringComparer.Ordinal));
            below.Add(folder);
        }
    }

    [Theory]
    [InlineData(Library)]
    [InlineData(CommandLine)]
    public void Every_folder_has_its_place_in_the_arrows(string assembly) =>
        Assert.Equal(
            ArrowsOf(assembly).Select(arrow => arrow.Folder).Order(StringComparer.Ordinal),
            TypesOf(assembly).Select(type => FolderOf(assembly, type)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_library_uses_neither_the_providers_nor_the_command_line() =>
        Assert.Empty(UsesAcross(Library, Providers).Concat(UsesAcross(Library, CommandLine)));

    [Fact]
    public void The_providers_use_models_programs_and_calling_of_the_library_and_nothing_of_the_command_line()
    {
        Assert.Empty(UsesAcross(Providers, CommandLine));
        Assert.Equal(["Calling", "Models", "Programs"], UsesAcross(Providers, Library));
    }

    [Fact]
    public void The_evaluators_use_graders_and_eval_sets_of_the_library_and_nobody_uses_them()
    {
        Assert.Equal(["EvalSets", "Files", "Grading", "Models", "Texts"], UsesAcross(Evaluators, Library));
        Assert.Empty(UsesAcross(Evaluators, CommandLine).Concat(UsesAcross(Evaluators, Providers)));
        Assert.Empty(new[] { Library, Providers, CommandLine }.SelectMany(other => UsesAcross(other, Evaluators)));
    }

    [Fact]
    public void Only_the_place_that_opens_a_project_knows_the_providers()
    {
        var users = TypesOf(CommandLine).Where(type => Targets(type).Any(target => IsIn(Providers, target))).Select(type => type.Name);

        Assert.Equal(["CommandProject"], users);
    }

    // What the command line shows in detail, and the words for it, is internal; what runs, pays or writes belongs to the door.
    [Fact]
    public void The_command_line_reads_internal_facts_and_words_and_runs_nothing_behind_the_door()
    {
        string[] facts = ["Comparing", "Diagnosing", "EvalSets", "Files", "Gating", "Holdouts", "Progress", "Prompts"];
        string[] words = ["Reporting", "Results", "Settings", "Splitting", "Statistics", "Texts"];
        var used = TypesOf(CommandLine)
            .SelectMany(Targets)
            .Where(target => IsIn(Library, target) && target is { Visibility: not Visibility.Public, IsNested: false })
            .Select(target => FolderOf(Library, target))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal([.. facts, .. words], used);
        Assert.Empty(TypesOf(CommandLine).SelectMany(Targets).Select(target => target.Name).Intersect(PublicApiTests.BehindTheDoor));
    }

    [Fact]
    public void The_root_of_the_command_line_holds_at_most_ten_files() =>
        Assert.InRange(Directory.GetFiles(SourceFolder(CommandLine), "*.cs").Length, 1, 10);

    [Theory]
    [InlineData("OpenAI")]
    [InlineData("Azure")]
    [InlineData("Anthropic")]
    [InlineData("OllamaSharp")]
    [InlineData("Spectre.Console")]
    [InlineData("Serilog")]
    [InlineData("System.CommandLine")]
    [InlineData("Microsoft.Extensions.AI.OpenAI")]
    [InlineData("Microsoft.Extensions.AI.Evaluation")]
    public void The_library_knows_no_provider_and_no_console(string assembly)
    {
        var used = typeof(PromptLabProject).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(used, name => name == assembly || name.StartsWith(assembly + ".", StringComparison.Ordinal));
    }

    private static (string Folder, string Uses)[] ArrowsOf(string assembly) => assembly == Library ? LibraryArrows : CommandLineArrows;

    private static IEnumerable<string> UsedBy(string assembly, string folder) =>
        TypesOf(assembly)
            .Where(type => FolderOf(assembly, type) == folder)
            .SelectMany(Targets)
            .Where(target => IsIn(assembly, target))
            .Select(target => FolderOf(assembly, target))
            .Where(used => used != folder)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> UsesAcross(string from, string to) =>
        TypesOf(from)
            .SelectMany(Targets)
            .Where(target => IsIn(to, target))
            .Select(target => FolderOf(to, target))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<IType> Targets(IType type) => type.Dependencies.Select(dependency => dependency.Target);

    private static IEnumerable<IType> TypesOf(string assembly) => Code.Types.Where(type => IsIn(assembly, type));

    // The library’s namespace begins those of the others.
    private static bool IsIn(string assembly, IType type)
    {
        var name = NamespaceOf(type);
        return assembly == Library
            ? name.StartsWith("PromptLab.", StringComparison.Ordinal)
                && !IsIn(CommandLine, type)
                && !IsIn(Providers, type)
                && !IsIn(Evaluators, type)
            : name == assembly || name.StartsWith(assembly + ".", StringComparison.Ordinal);
    }

    private static string FolderOf(string assembly, IType type) =>
        NamespaceOf(type).Length <= assembly.Length ? "" : NamespaceOf(type)[(assembly.Length + 1)..].Split('.')[0];

    // A parameter of a generic type has none.
    private static string NamespaceOf(IType type) => type.Namespace?.FullName ?? "";

    private static string SourceFolder(string project, [System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", project);
}
