using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Running;

/// <summary>
/// Reads responses that were recorded outside PromptLab: CSV or JSON lines of <c>id</c> and <c>response</c>, with optional
/// <c>repeat</c>, <c>error</c> and facts of the call (<see cref="ResponseColumns"/>). Without a <c>repeat</c>, the n-th response to an
/// item is its n-th repeat; <c>responses</c> of JSON lines is a list of them.
/// </summary>
internal static class ImportedResponseFile
{
    // What other tools call it.
    private static readonly Dictionary<string, string[]> OtherNames = new(StringComparer.Ordinal)
    {
        ["id"] = ["item_id", "item", "key", "uuid", "example_id", "sample_id", "test_id", "custom_id"],
        ["response"] = ["output", "completion", "answer", "prediction", "result", "generation", "model_output", "text", "actual"],
    };

    /// <summary>Reads a file and adds every problem; the list is empty where the file is unreadable.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="shownAs">The file as the user named it.</param>
    /// <param name="options">How the file is read.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <exception cref="InputException">The file is neither <c>.csv</c> nor <c>.jsonl</c>.</exception>
    public static IReadOnlyList<ImportedResponse> Read(string path, string shownAs, ImportOptions options, Problems problems)
    {
        if (ReadRows(path, shownAs, options, problems) is not { } rows)
            return [];
        var responses = Check(rows, shownAs, problems);
        WarnOfCounted(rows, shownAs, problems);
        if (responses.Count == 0 && !problems.HasErrors)
            problems.Add(shownAs, null, "There is no response in this file.");
        return responses;
    }

    private sealed record Row(int Line, string? Id, string? Response, string? Repeat, string? Error)
    {
        public ImportedCall? Call { get; init; }

        public IReadOnlyDictionary<string, string>? Recorded { get; init; }
    }

    // A row from the texts of its columns, by our names.
    private static Row RowOf(int line, Func<string, string?> textOf, ImportedCallReader calls, Dictionary<string, string>? recorded) =>
        new(
            line,
            textOf(ResponseColumns.Id),
            textOf(ResponseColumns.Response),
            textOf(ResponseColumns.Repeat),
            textOf(ResponseColumns.Error)
        )
        {
            Call = calls.Read(textOf, line),
            Recorded = recorded,
        };

    // Null where the file is unreadable.
    private static List<Row>? ReadRows(string path, string shownAs, ImportOptions options, Problems problems)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        try
        {
            using var text = TextFile.OpenData(path, shownAs);
            return extension switch
            {
                ".csv" => ReadCsv(text, shownAs, options, problems),
                ".jsonl" => ReadJsonLines(text, shownAs, options, problems),
                _ => null,
            } ?? throw new InputException(shownAs, null, "Responses are read from .csv and .jsonl files. Rename the file.");
        }
        catch (InputException e) when (extension is ".csv" or ".jsonl" || !File.Exists(path))
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    private static List<Row> ReadCsv(TextReader text, string shownAs, ImportOptions options, Problems problems)
    {
        var mapping = options.Mapping;
        if (CsvTable.ReadData(text, shownAs, [.. mapping.Names, .. options.Recorded], problems) is not { } table)
            return [];
        var header = table.Header.ToList();
        var columns = ResponseColumns.Known.ToDictionary(name => name, IndexOf, StringComparer.Ordinal);
        var kept = options.Recorded.ToDictionary(name => name, name => header.IndexOf(name), StringComparer.Ordinal);
        CheckNames(
            [.. header.Where((name, at) => !columns.ContainsValue(at) && !kept.ContainsValue(at))],
            name => columns[name] >= 0,
            shownAs,
            1,
            mapping,
            problems
        );
        var calls = new ImportedCallReader(shownAs, options.HasRunningTotals, problems);
        var rows = new List<Row>();
        foreach (var row in table.Rows)
        {
            if (IsFull(rows, options.Most, shownAs, row.Line, problems))
                break;
            var recorded = kept.Where(column => column.Value >= 0)
                .Select(column => KeyValuePair.Create(column.Key, row.Cells[column.Value]))
                .Where(cell => cell.Value.Length > 0);
            rows.Add(RowOf(row.Line, name => Cell(row, name), calls, Kept(recorded)));
        }

        return rows;

        int IndexOf(string name) => header.IndexOf(mapping.SourceOf(name)) is var at and >= 0 ? at : header.IndexOf(name);

        string? Cell(CsvRow row, string name) => columns[name] is var at and >= 0 ? row.Cells[at] : null;
    }

    private static Dictionary<string, string>? Kept(IEnumerable<KeyValuePair<string, string>> recorded) =>
        recorded.ToDictionary(StringComparer.Ordinal) is { Count: > 0 } some ? some : null;

    private static List<Row> ReadJsonLines(TextReader text, string shownAs, ImportOptions options, Problems problems)
    {
        var mapping = options.Mapping;
        var calls = new ImportedCallReader(shownAs, options.HasRunningTotals, problems);
        var rows = new List<Row>();
        var warned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, row) in JsonLines.Read(text, shownAs, problems))
        {
            var read = ResponseColumns.Known.Select(name => SourceIn(row, name)).OfType<string>().ToHashSet(StringComparer.Ordinal);
            CheckNames(
                [.. row.Select(pair => pair.Key).Where(key => !read.Contains(key) && !options.Recorded.Contains(key))],
                name => SourceIn(row, name) is not null,
                shownAs,
                line,
                mapping,
                problems,
                warned
            );
            if (IsFull(rows, options.Most, shownAs, line, problems))
                break;
            var recorded = options.Recorded.Select(name => (name, Text: TextOf(row[name]))).Where(one => one.Text is { Length: > 0 });
            var first = RowOf(
                line,
                name => TextOf(NodeOf(row, name)),
                calls,
                Kept(recorded.Select(one => KeyValuePair.Create(one.name, one.Text!)))
            );
            rows.AddRange(NodeOf(row, ResponseColumns.Responses) is { } list ? Several(first, list, shownAs, problems) : [first]);
        }

        return rows;

        JsonNode? NodeOf(JsonObject row, string name) =>
            MappedJson.ValueAt(row, mapping.SourceOf(name)) is { IsThere: true, Value: var value } ? value : row[name];

        string? SourceIn(JsonObject row, string name) =>
            MappedJson.ValueAt(row, mapping.SourceOf(name)).IsThere ? MappedJson.KeyOf(row, mapping.SourceOf(name))
            : row.ContainsKey(name) ? name
            : null;
    }

    // What the line says of its call belongs to all of them together, and so to the first.
    private static IEnumerable<Row> Several(Row row, JsonNode list, string shownAs, Problems problems)
    {
        if (list is not JsonArray { Count: > 0 } texts || row.Response is not null || !string.IsNullOrEmpty(row.Repeat))
        {
            problems.Add(
                shownAs,
                row.Line,
                "“responses” takes a list of the responses to an item, one a repeat, and stands without “response” and “repeat”."
            );
            return [];
        }

        return texts.Select((text, index) => row with { Response = TextOf(text), Call = index == 0 ? row.Call : row.Call?.Share });
    }

    private static bool IsFull(List<Row> rows, int most, string shownAs, int line, Problems problems)
    {
        if (rows.Count < most)
            return false;
        problems.Add(
            shownAs,
            line,
            FormattableString.Invariant(
                $"A file of responses has at most {most:N0} of them. Grade a larger one in parts, each with its items."
            )
        );
        return true;
    }

    private static string? TextOf(JsonNode? value) =>
        value is null ? null
        : value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text
        : value.ToJsonString();

    // Each column that is not read is named once in a file.
    private static void CheckNames(
        IReadOnlyList<string> others,
        Func<string, bool> isThere,
        string shownAs,
        int line,
        ItemMapping mapping,
        Problems problems,
        HashSet<string>? warned = null
    )
    {
        var needed = isThere(ResponseColumns.Responses) ? [ResponseColumns.Id] : new[] { ResponseColumns.Id, ResponseColumns.Response };
        foreach (var missing in needed.Where(name => !isThere(name)))
            problems.Add(shownAs, line, MessageOfMissing(missing, others, mapping));
        foreach (var other in others.Where(name => !mapping.Ignored.Contains(name) && warned?.Add(name) != false))
            problems.Warn(shownAs, line, $"“{other}” is not read; only {string.Join(", ", ResponseColumns.Known)} are.");
    }

    private static string MessageOfMissing(string name, IReadOnlyList<string> others, ItemMapping mapping)
    {
        var source = mapping.SourceOf(name);
        var message =
            source == name ? $"“{name}” is missing." : $"“{name}” is missing, and so is “{source}”, which “columns” names for it.";
        var likely = OtherNames
            .GetValueOrDefault(name)
            ?.Select(word => others.FirstOrDefault(other => IsWord(other, word)))
            .OfType<string>();
        return likely?.FirstOrDefault() is { } found
            ? $"{message} If “{found}” holds it, say so in evalset.yaml: columns: {{ {name}: {found} }}"
            : message + NearestName.Suggest(name, others);

        static bool IsWord(string other, string word) => other.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private static List<ImportedResponse> Check(IReadOnlyList<Row> rows, string shownAs, Problems problems)
    {
        var taken = new Dictionary<(string, int), int>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var responses = new List<ImportedResponse>();
        foreach (var row in rows)
        {
            if (string.IsNullOrWhiteSpace(row.Id))
            {
                problems.Add(shownAs, row.Line, "“id” is empty. Give the id of the item that the response belongs to.");
                continue;
            }

            var next = seen[row.Id] = seen.GetValueOrDefault(row.Id) + 1;
            var repeat =
                string.IsNullOrEmpty(row.Repeat) ? next
                : int.TryParse(row.Repeat, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given
                : 0;
            if (repeat == 0)
                problems.Add(shownAs, row.Line, $"“repeat” takes a whole number from 1, not “{row.Repeat}”.");
            else if (!taken.TryAdd((row.Id, repeat), row.Line))
                problems.Add(
                    shownAs,
                    row.Line,
                    FormattableString.Invariant(
                        $"Repeat {repeat} of “{row.Id}” is there already, on line {taken[(row.Id, repeat)]}. Keep one."
                    )
                );
            else
                responses.Add(
                    new ImportedResponse
                    {
                        ItemId = row.Id,
                        Repeat = repeat,
                        Text = TextOrNull(row),
                        Error = NullIfEmpty(row.Error),
                        Call = row.Call,
                        Recorded = row.Recorded,
                        Line = row.Line,
                    }
                );
        }

        return responses;
    }

    // A file that was written twice, or joined with itself, looks the same as one with repeats.
    private static void WarnOfCounted(IReadOnlyList<Row> rows, string shownAs, Problems problems)
    {
        var several = rows.Where(row => !string.IsNullOrWhiteSpace(row.Id) && string.IsNullOrEmpty(row.Repeat))
            .GroupBy(row => row.Id!, StringComparer.Ordinal)
            .Where(item => item.Count() > 1)
            .ToList();
        if (several is not [var first, ..])
            return;
        var others = several.Count == 1 ? "" : FormattableString.Invariant($", and {several.Count - 1} more ids stand several times,");
        problems.Warn(
            shownAs,
            first.ElementAt(1).Line,
            FormattableString.Invariant(
                $"“{first.Key}” stands {first.Count()} times without “repeat”, first on line {first.First().Line}{others} and each counts as one more repeat of its item. Give them their “repeat”, or keep one of each."
            )
        );
    }

    // A failed call has no response. A CSV cell cannot be null, so an empty cell next to an error means “no response”.
    private static string? TextOrNull(Row row) => NullIfEmpty(row.Error) is null ? row.Response : NullIfEmpty(row.Response);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
