using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.JsonSchemas;
using PromptLab.Models;
using PromptLab.Providers;
using PromptLab.Settings;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Providers;

/// <summary>The table of the kinds of providers, and all that has to agree with it: connections, schema, loader, docs.</summary>
public sealed partial class ProviderKindsTests : IDisposable
{
    private const string Endpoint = "endpoint: 'http://127.0.0.1/v1'";
    private const string Key = "api_key_env: K";
    private const string Body = "body: { q: '{{user}}' }";
    private const string Answer = "answer: reply.text";
    private const string Command = "command: [python3, a.py]";
    private const string Recording = "recording: r.jsonl";

    private readonly TestBench _bench = new();

    public static TheoryData<string> Kinds => [.. ProviderKinds.Names];

    [Fact]
    public void Each_kind_has_a_name_of_its_own() => Assert.Distinct(ProviderKinds.Names, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_that_is_called_has_a_connection_and_no_other(string name)
    {
        var kind = ProviderKinds.Find(name)!;
        var model = new ModelDefinition
        {
            Alias = "main",
            Id = "small",
            Provider = new ProviderDefinition
            {
                Name = "p",
                Kind = kind,
                Application =
                    kind.IsProgram ? new Application { Program = new ProgramCommand(["sh"], "/") }
                    : kind.Protocol == ProviderProtocol.Http ? ServedModel.ChatTemplate
                    : null,
            },
        };
        var endpoint = kind.DefaultEndpoint ?? new Uri("http://127.0.0.1:9");

        var failure = Record.Exception(() => new ProviderConnector().Connect(model, endpoint, "key", TimeProvider.System).Dispose());

        Assert.Equal(kind.IsRecorded, failure is not null);
    }

    [Fact]
    public void Every_protocol_is_spoken_by_a_kind() =>
        Assert.Equal(
            Enum.GetValues<ProviderProtocol>().ToHashSet(),
            ProviderKinds.All.Append(ProviderKinds.CustomClient).Select(kind => kind.Protocol).ToHashSet()
        );

    // A file that named it would have no client.
    [Fact]
    public void A_client_of_the_hosts_own_is_no_kind_that_a_file_may_name() =>
        Assert.DoesNotContain(ProviderKinds.CustomClient.Name, ProviderKinds.Names);

    [Fact]
    public void A_key_that_is_needed_has_a_usual_variable() =>
        Assert.All(ProviderKinds.All.Where(kind => kind.Key == KeyRule.Required), kind => Assert.NotNull(kind.UsualKeyVariable));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_provider_with_all_that_its_kind_needs_is_taken_by_loader_and_schema(string name)
    {
        var yaml = YamlOf(name, NeedsOf(ProviderKinds.Find(name)!));

        Assert.Empty(ProblemsOf(yaml));
        Assert.Empty(ViolationsOf(yaml));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_provider_without_one_thing_that_its_kind_needs_is_refused_by_loader_and_schema(string name)
    {
        var needs = NeedsOf(ProviderKinds.Find(name)!);

        Assert.All(needs, missing =>
        {
            var yaml = YamlOf(name, needs.Where(need => need != missing));
            Assert.NotEmpty(ProblemsOf(yaml));
            Assert.NotEmpty(ViolationsOf(yaml));
        });
    }

    [Fact]
    public void The_schema_knows_the_kinds_in_the_order_of_the_table() =>
        Assert.Equal(
            ProviderKinds.Names,
            SchemaJson()["$defs"]!["provider"]!["properties"]!["kind"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>())
        );

    [Fact]
    public void A_kind_that_can_not_be_read_is_told_once_and_the_rest_is_still_checked() =>
        Assert.Equal(
            [
                "promptlab.yaml:2: “kind” can't be “recordd”; it takes recorded, openai, azure-openai, openai-compatible, anthropic, ollama, http, exec. Did you mean “recorded”?",
                "promptlab.yaml:3: “top_k” is not known in “parameters”. Did you mean “top_p”?",
            ],
            ProblemsOf(
                "schema: promptlab/config@1\nproviders: { p: { kind: recordd, recording: r.jsonl } }\nmodels: { m: { provider: p, id: i, parameters: { top_k: 4 } } }\n"
            )
        );

    [Fact]
    public void The_readme_of_the_providers_has_the_table()
    {
        var rows = RowForm()
            .Matches(Text("src/PromptLab.Providers/README.md"))
            .Select(row => (row.Groups["kind"].Value, row.Groups["address"].Value, row.Groups["key"].Value));

        Assert.Equal(ProviderKinds.All.Select(kind => (kind.Name, AddressOf(kind), KeyOf(kind))), rows);
    }

    [Fact]
    public void The_readme_of_the_providers_names_the_parameters_that_a_kind_needs_or_refuses()
    {
        var readme = Text("src/PromptLab.Providers/README.md");

        foreach (var kind in ProviderKinds.All)
        {
            var row = readme.Split('\n').Single(line => line.StartsWith($"| `{kind.Name}` |", StringComparison.Ordinal));
            Assert.All(kind.ParameterRules, rule => Assert.Contains($"`{rule.Parameter}", row, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_readme_of_the_repository_shows_how_to_connect_kinds_that_there_are()
    {
        var chapter = Text("docs/providers.md");

        var shown = KindForm().Matches(chapter).Select(match => match.Groups["kind"].Value).ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, kind => Assert.Contains(kind, ProviderKinds.Names));
    }

    public void Dispose() => _bench.Dispose();

    private static List<string> NeedsOf(ProviderKind kind) =>
        [
            .. kind.NeedsEndpoint ? [Endpoint] : Array.Empty<string>(),
            .. kind.Key == KeyRule.Required ? [Key] : Array.Empty<string>(),
            .. kind.IsRecorded ? [Recording] : Array.Empty<string>(),
            .. kind.Protocol == ProviderProtocol.Http ? [Body, Answer] : Array.Empty<string>(),
            .. kind.IsProgram ? [Command] : Array.Empty<string>(),
        ];

    private static string YamlOf(string kind, IEnumerable<string> lines) =>
        $"schema: promptlab/config@1\nproviders: {{ p: {{ {string.Join(", ", lines.Prepend($"kind: {kind}"))} }} }}\n";

    private IEnumerable<string> ProblemsOf(string yaml)
    {
        _bench.Write("promptlab.yaml", yaml);
        var problems = new Problems();
        ProjectConfigFile.Read(Path.Combine(_bench.Folder, "promptlab.yaml"), "promptlab.yaml", _ => null, problems);
        return problems.Found.Select(problem => problem.ToString());
    }

    private static IReadOnlyList<SchemaViolation> ViolationsOf(string yaml) =>
        [
            .. JsonSchema
                .Read(SchemaJson(), "promptlab", new Problems())
                .Validate(YamlMap.Read(yaml, "promptlab.yaml", new Problems())!.Json()),
        ];

    private static JsonNode SchemaJson() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "promptlab.schema.json")))!;

    private static string Text(string file) => File.ReadAllText(Path.Combine(SharedFiles.Root, file));

    private static string AddressOf(ProviderKind kind) =>
        kind.NeedsEndpoint ? "needed"
        : kind.DefaultEndpoint is { } endpoint ? $"`{endpoint.OriginalString}`"
        : "none";

    private static string KeyOf(ProviderKind kind) =>
        kind.Key switch
        {
            KeyRule.Required => $"needed, such as `{kind.UsualKeyVariable}`",
            KeyRule.OrEntraId => $"`{kind.UsualKeyVariable}`, or Entra ID",
            KeyRule.Optional => "optional",
            _ => "none",
        };

    [GeneratedRegex(@"^\| `(?<kind>[a-z-]+)` \| (?<address>[^|]+) \| (?<key>[^|]+) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex RowForm();

    [GeneratedRegex(@"kind(:| `)\s*(?<kind>[a-z-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KindForm();
}
