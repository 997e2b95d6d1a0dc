using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Grading.Programs;
using PromptLab.Models;
using PromptLab.Programs;

namespace PromptLab.Tests.Grading.Programs;

/// <summary>A folder with a shell script that grades, and responses to give it.</summary>
internal sealed class ProgramBench : IDisposable
{
    /// <summary>A line of the script that answers the greeting.</summary>
    public const string Greet = "read -r line; echo '{\"protocol\":1}'";

    /// <summary>Takes the id of the request in <c>$line</c>.</summary>
    public const string Id = "id=${line#*:}; id=${id%%,*}";

    private static readonly EvalItem Item = EvalItem.Of(
        "a",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["message"] = "hello" },
        JsonValue.Create("billing")
    );

    private readonly GraderPrograms _programs;

    public ProgramBench(string script, Func<ProgramDefinition, ProgramDefinition>? change = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are shell scripts.");
        File.WriteAllText(Path.Combine(Folder, "tone.sh"), script + "\n");
        var definition = new ProgramDefinition("tone", new ProgramCommand(["sh", "tone.sh"], Folder));
        Definition = change?.Invoke(definition) ?? definition;
        _programs = new GraderPrograms(
            new Dictionary<string, ProgramDefinition>(StringComparer.Ordinal) { ["tone"] = Definition },
            isAllowed: true,
            TimeProvider.System
        );
        Graders = Make("program: tone");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("promptlab-").FullName;

    public ProgramDefinition Definition { get; }

    public GraderSet Graders { get; private set; }

    /// <summary>A script that answers each request with a line, in which <c>%s</c> stands for the id.</summary>
    public static string Answering(string line, string before = "") =>
        $"{Greet}\nwhile IFS= read -r line; do {Id}; {before}{(before.Length > 0 ? ";" : "")} printf '{line}\\n' \"$id\"; done";

    public GraderSet Make(string options, bool isAllowed = true)
    {
        var (made, problems) = TryMake(options, isAllowed);
        Assert.Equal("", problems);
        return Graders = made!;
    }

    public (GraderSet? Graders, string Problems) TryMake(string options, bool isAllowed = true)
    {
        var problems = new Problems();
        var programs = isAllowed ? _programs : GraderPrograms.None;
        var made = GraderSet.Create(
            EvalSet.Of([Item], $"{{ id: tone, type: exec, {options} }}"),
            GraderCatalog.BuiltIn,
            new FileReadCache(),
            programs,
            problems
        );
        return (made, string.Join('\n', problems.Found));
    }

    /// <summary>The verdict on a response.</summary>
    public async Task<GraderVerdict> GradeAsync(string text = "hello", bool isSealed = false, CancellationToken? cancellation = null) =>
        (
            await Graders.GradeAsync(
                new GradingContext
                {
                    Item = isSealed ? Item with { Split = "holdout" } : Item,
                    Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, text)),
                },
                cancellation ?? TestContext.Current.CancellationToken
            )
        ).Verdicts[0];

    /// <summary>The lines that the script wrote to a file.</summary>
    public string[] Lines(string file) => File.Exists(Path.Combine(Folder, file)) ? File.ReadAllLines(Path.Combine(Folder, file)) : [];

    public void Dispose()
    {
        _programs.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
