using System.Text;
using System.Text.Json;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>Reads <c>run.json</c>.</summary>
internal static class RunRecordFile
{
    public const string Name = "run.json";

    private static readonly string[] Answers = ["items.jsonl", "calls.jsonl"];

    /// <summary>
    /// The record of a run; null where it can't be read. That is a problem where a later program wrote it, or where answers stand
    /// beside it; a run without answers was killed at its very beginning, and is left out without a word.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="shownAs">The folder as the user would name it.</param>
    /// <param name="problems">Collects the problem.</param>
    public static RunRecord? Read(string folder, string shownAs, Problems problems)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            var text = TextFile.Read(path, shownAs, FileLimits.Record);
            if (FileFormat.ObjectionTo(Encoding.UTF8.GetBytes(text), RunRecord.CurrentSchema) is { } objection)
                problems.Add($"{shownAs}/{Name}", null, objection);
            else
                return Whole(JsonRecords.Read<RunRecord>(Encoding.UTF8.GetBytes(text)));
        }
        catch (Exception e) when (e is JsonException or InputException)
        {
            AddLost(folder, shownAs, problems);
        }

        return null;
    }

    /// <summary>True where a folder holds answers of a run.</summary>
    public static bool HasAnswers(string folder) =>
        Array.Exists(Answers, name => new FileInfo(Path.Combine(folder, name)) is { Exists: true, Length: > 0 });

    // Parts of a record that were left out are null where nothing may be: only writing finds them all.
    private static RunRecord Whole(RunRecord record)
    {
        JsonSerializer.SerializeToUtf8Bytes(record, FileJson.Line);
        return record;
    }

    private static void AddLost(string folder, string shownAs, Problems problems)
    {
        if (!HasAnswers(folder))
            return;
        var state =
            new FileInfo(Path.Combine(folder, Name)) is not { Exists: true } file ? "is missing"
            : file.Length == 0 ? "is empty"
            : "is no record of a run";
        problems.Add(
            $"{shownAs}/{Name}",
            null,
            $"The file {state}, and answers stand beside it: without it nobody can tell what was asked, so they can't be used, and the run can't go on. Restore the file from version control or a backup. Where there is none, move the folder elsewhere and run the prompt again."
        );
    }
}
