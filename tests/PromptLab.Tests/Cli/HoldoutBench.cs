using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// The small project with several versions and forty items: t-01 to t-20 are of dev, t-21 to t-40 of the holdout. v1 is
/// the baseline.
/// </summary>
internal sealed class HoldoutBench : IAsyncDisposable
{
    public const string Ledger = "evalsets/tickets/holdout-ledger.jsonl";

    private readonly HashSet<int> _asked = [];

    private HoldoutBench(VersionedProject project) => Project = project;

    public VersionedProject Project { get; }

    /// <summary>The items of the holdout that the server was asked, each once.</summary>
    public IReadOnlyCollection<int> Asked => _asked;

    /// <summary>Writes the project.</summary>
    /// <param name="versions">How many versions are frozen.</param>
    /// <param name="isRight">Whether a version is right on an item; null for a call that fails.</param>
    public static async Task<HoldoutBench> CreateAsync(int versions, Func<int, int, bool?> isRight)
    {
        HoldoutBench? bench = null;
        var project = await VersionedProject.CreateAsync(40, versions, question =>
        {
            lock (bench!._asked)
            {
                if (question.Item > 20)
                    bench._asked.Add(question.Item);
            }

            return isRight(question.Version, question.Item) switch
            {
                null => null,
                true => "yes",
                false => "no",
            };
        });
        bench = new HoldoutBench(project);
        project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }
            graders:
              - { id: right, type: equals, ignore_case: true }
            """
        );
        bench.WriteItems(i => $"message {i}");
        await project.DoAsync("label", "triage@v1", "baseline");
        return bench;
    }

    public void WriteItems(Func<int, string> message) =>
        Project.Bench.Write(
            "evalsets/tickets/items.csv",
            "id,split,message,expected\n"
                + string.Concat(
                    Enumerable
                        .Range(1, 40)
                        .Select(i =>
                            string.Create(CultureInfo.InvariantCulture, $"t-{i:00},{(i <= 20 ? "dev" : "holdout")},{message(i)},yes\n")
                        )
                )
        );

    public Task<CommandResult> ConfirmAsync(string reference, params string[] options) =>
        Project.TryAsync(["confirm", reference, .. options]);

    /// <summary>The lines of the ledger; empty where there is none.</summary>
    public IReadOnlyList<JsonNode> Lines() =>
        File.Exists(Path.Combine(Project.Bench.Folder, Ledger))
            ? [.. Project.Bench.Read(Ledger).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]
            : [];

    /// <summary>The kinds of the ledger's lines, with the number of each look, such as <c>look 1</c>.</summary>
    public IEnumerable<string> Kinds() =>
        Lines().Select(line => line["kind"]!.GetValue<string>() + (line["look"] is { } number ? $" {number}" : ""));

    public ValueTask DisposeAsync() => Project.DisposeAsync();
}
