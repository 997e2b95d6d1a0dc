using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Holdouts;
using PromptLab.JsonSchemas;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Settings;

namespace PromptLab.Tests.Fuzzing;

/// <summary>Every parser of a file or a text that somebody else may have written.</summary>
internal sealed class FuzzTargets : IDisposable
{
    private const string EvalSetYaml =
        "schema: promptlab/evalset@1\nname: tickets\ndata: DATA\ngraders:\n  - { id: right, type: equals }\n";

    private static readonly RunRecord Record = JsonRecords.Read<RunRecord>(
        File.ReadAllBytes(Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests/Fuzzing/Corpus/record/run.json"))
    );

    private readonly string _folder = Directory.CreateTempSubdirectory("promptlab-fuzz-").FullName;

    public IReadOnlyList<FuzzTarget> All =>
        [
            OfFile("prompt", "prompts/triage/v1.prompt.md", ReadPrompt),
            OfFile("evalset", "evalsets/tickets/evalset.yaml", ReadEvalSet),
            OfItems("items-csv", "items.csv"),
            OfItems("items-jsonl", "items.jsonl"),
            OfFile("config", "promptlab.yaml", (path, problems) => ProjectConfigFile.Read(path, "promptlab.yaml", _ => null, problems)),
            OfFile("journal", "run/items.jsonl", ReadJournal),
            OfFile("calls", "run/calls.jsonl", ReadCalls),
            OfFile("record", "run-2/run.json", ReadRecord),
            OfFile("ledger", "ledger.jsonl", (path, problems) =>
                LedgerContent.Of(
                    new AppendOnlyFile(path, "ledger.jsonl", HoldoutLedger.Schema, TimeProvider.System).Read(problems),
                    "ledger.jsonl",
                    problems
                )
            ),
            OfFile("labels", "labels.yaml", (path, problems) => PromptLabels.Read(path, "labels.yaml", problems)),
            OfFile("label-history", "history/labels-history.jsonl", ReadHistory),
            OfFile("lock", "versions.lock", (path, problems) => PromptLock.Read(path, "versions.lock", problems)),
            OfFile("scoreboard", "scoreboard.csv", ReadScoreboard),
            OfFile("recording", "recording.jsonl", ReadRecording),
            OfFile("responses-csv", "r.csv", (path, problems) => ImportedResponseFile.Read(path, "r.csv", new ImportOptions(), problems)),
            OfFile("responses-jsonl", "r.jsonl", (path, problems) =>
                ImportedResponseFile.Read(path, "r.jsonl", new ImportOptions(), problems)
            ),
            OfText("schema", ReadSchema),
            OfText("json", ReadJson),
            OfText("yaml", ReadYaml),
            OfText("numbers", ReadNumbers),
            OfText("cells", ReadCells),
        ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FuzzTarget OfFile(string name, string file, Action<string, Problems> read)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FuzzTarget(name, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            var problems = new Problems();
            try
            {
                read(path, problems);
            }
            catch (InputException e)
            {
                problems.AddRange(e.Problems);
            }

            foreach (var problem in problems.Found)
                Require(problem.File.Length > 0 && problem.Message.Length > 0 && problem.Line is null or > 0, $"has no place: {problem}");
            return Task.CompletedTask;
        });
    }

    private FuzzTarget OfItems(string name, string data) => OfFile(name, $"evalsets/{name}/{data}", (path, problems) =>
        {
            var file = Path.Combine(Path.GetDirectoryName(path)!, EvalSetFile.FileName);
            File.WriteAllText(file, EvalSetYaml.Replace("DATA", data, StringComparison.Ordinal));
            ReadEvalSet(file, problems);
        });

    private static FuzzTarget OfText(string name, Action<string> read) => new(name, bytes =>
        {
            read(Encoding.UTF8.GetString(bytes));
            return Task.CompletedTask;
        });

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new FuzzViolationException(what);
    }

    private static void ReadPrompt(string path, Problems problems)
    {
        const string Name = "prompts/triage/v1.prompt.md";
        var prompt = PromptFile.Read(path, Name, problems);
        Require(prompt is not null || problems.HasErrors, "gave neither a prompt nor a problem");
        Require(prompt is null || PromptFile.Read(path, Name, new Problems())?.Hash == prompt.Hash, "gives another hash the second time");
        if (prompt is null)
            return;
        var text = TextFile.Read(path, Name);
        Require(new FrontMatterText(text).ToString() == text, "changes when nothing is set");
    }

    private static void ReadEvalSet(string path, Problems problems)
    {
        var set = EvalSetFile.Read(path, "evalset.yaml", problems);
        Require(set is not null || problems.HasErrors, "gave neither an eval set nor a problem");
        Require(
            set is null || EvalSetFile.Read(path, "evalset.yaml", new Problems())?.Hash == set.Hash,
            "gives another hash the second time"
        );
    }

    private static void ReadJournal(string path, Problems problems)
    {
        foreach (var result in JournalReader.ReadAll(path, "items.jsonl", problems))
        {
            var line = ItemResultJson.WriteUtf8(result);
            ItemsCsv.Write(TextWriter.Null, Record, [result]);
            Require(ItemResultJson.WriteUtf8(ItemResultJson.Read(line)).AsSpan().SequenceEqual(line), "reads back another result");
        }
    }

    private static void ReadCalls(string path, Problems problems)
    {
        using var lines = new JournalLines(path, "calls.jsonl", problems);
        foreach (var (line, _, number) in lines.All())
        {
            if (ResumedCalls.Parse(line.Span, "calls.jsonl", number, problems) is not { } call)
                continue;
            call.For(EvalItem.Of(call.ItemId, new Dictionary<string, string> { ["message"] = "one" }, "yes"));
            Require(CallLine.Read(call.ToUtf8()).ToUtf8().AsSpan().SequenceEqual(call.ToUtf8()), "reads back another response");
        }
    }

    private static void ReadRecord(string path, Problems problems)
    {
        var folder = Path.GetDirectoryName(path)!;
        File.WriteAllText(Path.Combine(folder, "items.jsonl"), "{}\n");
        var record = RunRecordFile.Read(folder, "runs/run-2", problems);
        Require(record is not null || problems.HasErrors, "gave neither a record nor a problem");
        if (record is null)
            return;
        var text = JsonSerializer.Serialize(record, FileJson.Indented);
        var again = JsonSerializer.Serialize(JsonSerializer.Deserialize<RunRecord>(text, FileJson.Indented), FileJson.Indented);
        Require(again == text, "reads back another record");
    }

    private static void ReadHistory(string path, Problems problems)
    {
        var history = new LabelHistory(Path.GetDirectoryName(path)!, "history", TimeProvider.System, (version, _) => version);
        Require(Path.GetFileName(history.ShownAs) == Path.GetFileName(path), "is another file than the one written");
        history.Read(problems);
    }

    private static void ReadScoreboard(string path, Problems problems)
    {
        var rows = new Scoreboard(path, "scoreboard.csv", TimeProvider.System).Read(problems);
        if (problems.HasErrors)
            return;
        var written = path + ".again";
        File.Delete(written);
        var copy = new Scoreboard(written, "again.csv", TimeProvider.System);
        copy.AppendAsync(rows, CancellationToken.None).GetAwaiter().GetResult();
        var found = new Problems();
        var again = copy.Read(found);
        Require(!found.HasErrors && again.Select(Cells).SequenceEqual(rows.Select(Cells)), "reads back other rows");
    }

    private static string Cells(ScoreboardRow row) =>
        string.Join('\u001F', ScoreboardColumns.Names.Select(name => ScoreboardColumns.Cell(row, name)));

    private static void ReadRecording(string path, Problems problems)
    {
        var responses = Recording.Read(path, "recording.jsonl", problems);
        if (problems.HasErrors)
            return;
        foreach (var response in responses.Values)
            response.ToChatResponse();
        Recording.Write(path + ".again", responses.Values, StringComparer.Ordinal);
        var again = Recording.Read(path + ".again", "again.jsonl", problems);
        Require(again.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(responses.Keys), "reads back other requests");
    }

    private static void ReadSchema(string text)
    {
        if (!StrictJson.TryParse(text, out var json) || json is null)
            return;
        var problems = new Problems();
        var schema = JsonSchema.Read(json, "schema.json", problems);
        if (problems.HasErrors)
            return;
        try
        {
            foreach (
                var value in new[]
                {
                    json,
                    JsonNode.Parse("""{"label":"a","n":[1,2,2.0,"x"],"deep":{"label":null}}"""),
                    JsonNode.Parse("3"),
                }
            )
                schema.Validate(value, new WorkBudget());
        }
        catch (WorkBudgetException)
        {
            // The bound of work is a verdict of its own.
        }
    }

    private static void ReadJson(string text)
    {
        if (StrictJson.TryParse(text, out var json))
        {
            var canonical = CanonicalJson.Write(json);
            Require(StrictJson.TryParse(canonical, out var again) && CanonicalJson.Write(again) == canonical, "reads back another value");
        }
        else
        {
            StrictJson.Parse(text, out var problem);
            Require(problem is { Length: > 0 }, "is refused without a word");
        }
    }

    private static void ReadYaml(string text)
    {
        var node = YamlNodes.Read(text, out var problem);
        Require(problem is not { Line: < 1 }, "has a problem on no line");
        if (node is not null)
            CanonicalJson.Write(YamlJson.From(node));
    }

    private static void ReadNumbers(string text)
    {
        foreach (var decimalComma in new[] { false, true })
        {
            var numerals = NumberText.All(text, decimalComma, new WorkBudget()).Where(one => one.Kind != NumeralKind.Date).ToList();
            Require(numerals.TrueForAll(one => text.Contains(one.Written, StringComparison.Ordinal)), "writes a number that is not there");
            if (numerals is [.., { Kind: NumeralKind.Number } last] && NumberText.Last(text, decimalComma, new WorkBudget()) is { } alone)
                Require(NumberText.Parse(alone, decimalComma)?.Value == last.Value, "reads its last number back as another");
        }
    }

    private static void ReadCells(string text)
    {
        Require(SpreadsheetText.Restore(SpreadsheetText.Neutralise(text)) == text, "gives another cell back");
        foreach (var record in SpreadsheetCsv.Records(text))
            Require(record.Line > 0, "is on no line");
    }
}

/// <summary>A parser gave something that it must not give.</summary>
internal sealed class FuzzViolationException(string message) : Exception(message);
