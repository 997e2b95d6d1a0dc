using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

/// <summary>The catalogue, the schema of <c>evalset.yaml</c>, the documentation and the tests know the same graders.</summary>
public sealed partial class GraderListTests
{
    // What a judge will take; this version refuses one with a message of its own.
    private static readonly string[] JudgeOptions = ["prompt", "model", "result", "votes", "on_parse_failure"];

    private static readonly JsonNode Schema = JsonNode.Parse(ReadText("src/PromptLab/Schemas/evalset.schema.json"))!["$defs"]!["grader"]![
        "properties"
    ]!;
    private static readonly string Readme = ReadText("src/PromptLab/Grading/README.md");

    public static TheoryData<string> Kinds => [.. GraderCatalog.BuiltIn.Kinds.Select(kind => kind.Name)];

    [Fact]
    public void The_schema_knows_every_type()
    {
        var kinds = GraderCatalog.BuiltIn.Kinds.Count;

        Assert.Equal(
            [.. GraderCatalog.BuiltIn.Names.Take(kinds), "judge", .. GraderCatalog.BuiltIn.Names.Skip(kinds)],
            Schema["type"]!["enum"]!.AsArray().Select(name => (string?)name)
        );
    }

    [Fact]
    public void The_schema_knows_every_option_and_no_other() =>
        Assert.Equal(
            GraderCatalog.BuiltIn.Kinds.SelectMany(kind => OptionsOf(kind.Name)).Union(JudgeOptions).Order(StringComparer.Ordinal),
            Schema.AsObject().Select(option => option.Key).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_readme_has_a_row_for_every_grader_and_no_other() =>
        Assert.Equal(GraderCatalog.BuiltIn.Kinds.Select(kind => kind.Name), RowsOf("type").Select(row => NamesIn(row[0]).Single()));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_row_of_a_grader_names_its_options_and_its_codes_with_where_to_look_first(string name)
    {
        var row = RowsOf("type").Single(row => row[0] == $"`{name}`");
        var shared = RowsOf("option").SelectMany(option => NamesIn(option[0]));
        var kind = GraderCatalog.BuiltIn.Kinds.Single(kind => kind.Name == name);

        Assert.All(OptionsOf(name).Except(["id", "type", .. shared]), option => Assert.Matches($"`{option}[`:]", row[2]));
        Assert.Equal(
            kind.Codes.Select(code => (code.Name, string.Join(" or ", code.Sections))).Order(),
            Code().Matches(row[3]).Select(match => (match.Groups["name"].Value, match.Groups["sections"].Value)).Order()
        );
    }

    [Fact]
    public void The_readme_knows_which_graders_can_be_turned_round()
    {
        var sentence = TurnedRound().Match(Readme).Groups["names"].Value;

        Assert.Equal(GraderCatalog.BuiltIn.Kinds.Where(kind => kind.HasNot).Select(kind => kind.Name), NamesIn(sentence));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_grader_has_the_name_of_its_row_and_tests_of_its_own(string name)
    {
        var kind = GraderCatalog.BuiltIn.Kinds.Single(kind => kind.Name == name);
        IGrader? made = null;
        var catalog = new GraderCatalog();
        catalog.Add("spied", revision: 1, setup => made = kind.Create(setup));
        GraderBench.Make(catalog, GraderBench.One($"type: spied, {GraderBench.LeastOptions(name)}"), GraderBench.Item("\"5\""));

        Assert.Equal(name, made?.Name);
        Assert.Contains(typeof(GraderListTests).Assembly.GetTypes(), type => type.Name == $"{made?.GetType().Name}Tests");
    }

    // The keys that a grader asks for, as the problem of one that it does not know lists them.
    private static IReadOnlyList<string> OptionsOf(string kind)
    {
        var problem = GraderBench.ProblemsOf(
            $"type: {kind}, {GraderBench.LeastOptions(kind)}, qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq: 1",
            GraderBench.Item("\"5\"")
        );
        return KnownKeys().Match(problem).Groups["keys"].Value.Split(", ");
    }

    // The rows of all tables whose first column has the heading, as cells.
    private static IEnumerable<string[]> RowsOf(string heading)
    {
        var lines = Readme.Split('\n');
        return Enumerable
            .Range(0, lines.Length)
            .Where(at => lines[at].StartsWith($"| {heading} |", StringComparison.Ordinal))
            .SelectMany(at => lines.Skip(at + 2).TakeWhile(line => line.StartsWith('|')))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);
    }

    private static IEnumerable<string> NamesIn(string text) => Name().Matches(text).Select(match => match.Groups["name"].Value);

    private static string ReadText(string path) => File.ReadAllText(Path.Combine(SharedFiles.Root, path));

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@" Known: (?<keys>[^.]+)\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KnownKeys();

    [GeneratedRegex(@"^`not-` before (?<names>[^:;.]+) turns it round", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex TurnedRound();

    // `number.different` (task or examples)
    [GeneratedRegex(@"`(?<name>[^`]+)`( \((?<sections>[^)]+)\))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
