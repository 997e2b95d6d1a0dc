using PromptLab.Statistics;

namespace PromptLab.Tests.Cli;

/// <summary>However a project's files are damaged, a check ends with problems or without, and never with a stack trace.</summary>
public sealed class MutationTests : IDisposable
{
    private const int Mutations = 200;

    private static readonly string[] Fragments =
    [
        "",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        ":",
        "- ",
        "# ",
        "## Example: x\n",
        "---\n",
        "\t",
        "\u0000",
        "null",
        "~",
        "5",
        "-1",
        "1e999",
        "true",
        "{a: b}",
        "[1, 2]",
        "*x",
        "&x ",
        "!!binary ",
        "\ud83d\ude00",
        "\r\n",
        ",",
        ";",
        "v1",
        "{x}",
        "{{x}}",
        "..",
        "/",
        "?",
    ];

    private readonly TestBench _bench = new();
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public MutationTests()
    {
        foreach (var part in new[] { "prompts/review-sentiment", "evalsets/review-sentiment", "results/recordings" })
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
        _bench.Write(
            "evalsets/review-sentiment/evalset.yaml",
            _bench.Read("evalsets/review-sentiment/evalset.yaml") + "\n# more to damage\ngates: [{ metric: pass_rate, min: 0.5 }]\n"
        );
        foreach (
            var file in Directory
                .EnumerateFiles(_bench.Folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith("refund-intake.jsonl", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
            _files.Add(Path.GetRelativePath(_bench.Folder, file), File.ReadAllText(file));
    }

    [Fact]
    public async Task A_damaged_project_is_told_what_is_wrong_and_never_crashes()
    {
        var random = new RandomSource(20261124);
        var names = _files.Keys.ToList();
        for (var i = 0; i < Mutations; i++)
        {
            var name = names[random.Below(names.Count)];
            _bench.Write(name, Damaged(_files[name], random));

            foreach (var command in new[] { new[] { "check" }, ["run", "review-chance", "--dry-run"] })
            {
                var result = await _bench.RunAsync(command);
                Assert.True(result.Exit is 0 or 2, $"{name}, mutation {i}: {result.Error}{_bench.Read(name)}");
            }

            _bench.Write(name, _files[name]);
        }
    }

    public void Dispose() => _bench.Dispose();

    // Cuts a piece out, puts a fragment in, or both; near the front, where the structure is.
    private static string Damaged(string text, RandomSource random)
    {
        var at = random.Below(Math.Min(text.Length, 1500));
        var cut = random.Below(3) == 0 ? random.Below(Math.Min(text.Length - at, 40)) : 0;
        return text[..at] + Fragments[random.Below(Fragments.Length)] + text[(at + cut)..];
    }
}
