using System.Globalization;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Linting;

/// <summary>
/// A project in which nothing is found, to plant findings in: a draft that an experiment runs on 50 messages with two
/// labels.
/// </summary>
internal sealed class LintBench : IDisposable
{
    private const string Examples = """
        ## Example: bill

        ### Input

        Why was I charged twice this month?

        ### Output

        billing

        ## Example: crash

        ### Input

        The window closes as soon as I open it.

        ### Output

        technical
        """;

    public TestBench Project { get; } = new();

    /// <summary>The sections before the current query, by heading.</summary>
    public Dictionary<string, string> Sections { get; } =
        new(StringComparer.Ordinal)
        {
            ["Task"] = "Say which queue the message belongs to: billing or technical.",
            ["Format"] = "Reply with one word and nothing else.",
            ["Examples"] = Examples,
        };

    /// <summary>The rows of <c>items.csv</c>: id, split, message, expected.</summary>
    public List<string> Items { get; } =
    [
        .. Enumerable
            .Range(1, 50)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"t-{i:00},dev,message {i},{(i % 2 == 0 ? "billing" : "technical")}")),
    ];

    public string Columns { get; set; } = "id,split,message,expected";

    public string Splits { get; set; } = "dev";

    public string Grader { get; set; } = "{ id: queue, type: label, labels: [billing, technical] }";

    public string Query { get; set; } = "{message}";

    public string Variables { get; set; } = "{ message: { required: true, trust: untrusted } }";

    /// <summary>More lines of the front matter.</summary>
    public string FrontMatter { get; set; } = "";

    public string Lint { get; set; } = "{}";

    public void Example(string name, string input, string output) =>
        Sections["Examples"] += $"\n\n## Example: {name}\n\n### Input\n\n{input}\n\n### Output\n\n{output}\n";

    /// <summary>Adds a column, with a value for each item.</summary>
    public void Column(string name, Func<int, string> valueOf)
    {
        Columns += "," + name;
        for (var i = 0; i < Items.Count; i++)
            Items[i] += "," + valueOf(i);
    }

    /// <summary>Writes the project and gives what <c>check</c> finds: its lines without the counts.</summary>
    public async Task<string> FindAsync(params string[] options)
    {
        var result = await CheckAsync(options);
        Assert.Equal("", result.Error);
        return string.Join('\n', result.Out.TrimEnd('\n').Split('\n')[..^1]);
    }

    public Task<CommandResult> CheckAsync(params string[] options)
    {
        Write();
        return Project.RunAsync(["check", .. options]);
    }

    public void Dispose() => Project.Dispose();

    private void Write()
    {
        Project.Write(
            "promptlab.yaml",
            $$"""
            schema: promptlab/config@1
            providers: { local: { kind: ollama } }
            models: { main: { provider: local, id: small } }
            lint: {{Lint}}
            experiments:
              all: { prompts: [triage@draft], evalset: tickets, split: [{{Splits}}], models: [main] }
            """
        );
        Project.Write(
            "evalsets/tickets/evalset.yaml",
            $$"""
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            splits: { train: {}, dev: {}, holdout: {} }
            graders: [{{Grader}}]
            """
        );
        Project.Write("evalsets/tickets/items.csv", $"{Columns}\n{string.Join('\n', Items)}\n");
        var sections = string.Concat(Sections.Select(section => $"# {section.Key}\n\n{section.Value}\n\n"));
        Project.Write(
            "prompts/triage/draft.prompt.md",
            $"---\nschema: promptlab/prompt@1\nname: triage\nversion: draft\nparent: null\nvariables: {Variables}\n{FrontMatter}---\n\n{sections}# Current query\n\n{Query}\n"
        );
    }
}
