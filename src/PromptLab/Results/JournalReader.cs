using System.Text.Json;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// Reads the whole lines of a journal in the order of reports, by item and repeat, one result at a time. It holds where
/// each line stands, never their texts, so a journal may be larger than the memory.
/// </summary>
/// <remarks>A last line without its line end was cut off while it was written; it is left out with a warning, never guessed at.</remarks>
internal sealed class JournalReader : IDisposable
{
    private const int AtATime = 256;

    private readonly JournalLines _lines;
    private readonly string _shownAs;
    private readonly Problems _problems;
    private readonly Func<string, bool>? _isSealed;
    private readonly List<Entry> _entries;

    /// <summary>Opens a journal and finds its lines; problems are noted.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="shownAs">The path as the user would name it.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <param name="isSealed">
    /// Whether the item with a seal is in a holdout now: then its result reads as one of the holdout. Null where that is not known.
    /// </param>
    /// <param name="kept">What the run's record says of the journal; null while the run goes on.</param>
    /// <exception cref="InputException">The file is missing or can't be read.</exception>
    public JournalReader(string path, string shownAs, Problems problems, Func<string, bool>? isSealed = null, RunFile? kept = null)
    {
        (_shownAs, _problems, _isSealed) = (shownAs, problems, isSealed);
        _lines = new JournalLines(path, shownAs, problems);
        _entries = Latest(Find());
        if (kept is null || kept.Sha256 == _lines.Hash || JournalSeal.ObjectionTo(path, kept) is not { } objection)
            return;
        problems.Add(shownAs, null, objection);
        _entries.Clear();
    }

    /// <summary>How many results there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The bytes behind the last line end, of a line that was cut off; empty where there are none.</summary>
    public ReadOnlyMemory<byte> Torn => _lines.Torn;

    /// <summary>True where a result stands more than once.</summary>
    public bool HasDoubles { get; private set; }

    /// <summary>Each result, with the line as it stands in the file, without its line end.</summary>
    public IEnumerable<(ItemResult Result, ReadOnlyMemory<byte> Line)> Lines()
    {
        // Lines are taken apart on all processors, some at a time, so that few of them are held at once.
        foreach (var entries in _entries.Chunk(AtATime))
        {
            var parsed = new (ItemResult? Result, byte[] Line, string? Problem)[entries.Length];
            Parallel.For(0, entries.Length, i => parsed[i] = Parse(entries[i]));
            for (var i = 0; i < parsed.Length; i++)
            {
                if (parsed[i] is { Result: { } result, Line: var line })
                    yield return (result, line);
                else
                    NoteBad(entries[i].Number, parsed[i].Problem!);
            }
        }
    }

    /// <summary>Every result of a journal, sorted by item and repeat; problems are noted.</summary>
    public static IReadOnlyList<ItemResult> ReadAll(string path, string shownAs, Problems problems)
    {
        using var reader = new JournalReader(path, shownAs, problems);
        return [.. reader.Lines().Select(line => line.Result)];
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _lines.Dispose();

    private readonly record struct Entry(string ItemId, int Repeat, long Offset, int Length, int Number);

    private IEnumerable<Entry> Find()
    {
        foreach (var (line, offset, number) in _lines.All())
        {
            if (FileFormat.ObjectionTo(line.Span, ItemResult.CurrentSchema) is { } objection)
            {
                _problems.Add(_shownAs, number, objection);
                yield break;
            }

            if (KeyOf(line.Span, number) is { } key)
                yield return new Entry(key.ItemId, key.Repeat, offset, line.Length, number);
        }
    }

    // What sorts a line stands near its beginning; the rest is parsed when its turn comes.
    private (string ItemId, int Repeat)? KeyOf(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            var json = new Utf8JsonReader(line, JsonDepth.OfFiles);
            (string? id, int? repeat) = (null, null);
            while ((id is null || repeat is null) && json.Read())
            {
                if (json.CurrentDepth != 1 || json.TokenType != JsonTokenType.PropertyName)
                    continue;
                var (isId, isRepeat) = (json.ValueTextEquals("item_id"u8), json.ValueTextEquals("repeat"u8));
                json.Read();
                if (isId)
                    id = json.GetString();
                else if (isRepeat)
                    repeat = json.GetInt32();
                else
                    json.Skip();
            }

            if (id is not null && repeat is not null)
                return (id, repeat.Value);
            NoteBad(number, "It names no item or no repeat.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            NoteBad(number, e.Message);
        }

        return null;
    }

    private (ItemResult? Result, byte[] Line, string? Problem) Parse(Entry entry)
    {
        var line = _lines.At(entry.Offset, entry.Length);
        try
        {
            return (Sealed(ItemResultJson.Read(line)), line, null);
        }
        catch (JsonException e)
        {
            return (null, line, e.Message);
        }
    }

    private ItemResult Sealed(ItemResult result) =>
        _isSealed is null || result.IsSealed || result.Input.Count == 0 || !_isSealed(ItemSeal.Of(result.Input))
            ? result
            : result with
            {
                Split = SplitNames.Holdout,
            };

    private void NoteBad(int number, string why) => _problems.Add(_shownAs, number, $"This is no result of an item: {why}");

    private List<Entry> Latest(IEnumerable<Entry> found)
    {
        var latest = new List<Entry>();
        foreach (
            var entry in found
                .OrderBy(entry => entry.ItemId, StringComparer.Ordinal)
                .ThenBy(entry => entry.Repeat)
                .ThenBy(entry => entry.Offset)
        )
        {
            if (latest is [.., var last] && last.ItemId == entry.ItemId && last.Repeat == entry.Repeat)
            {
                _problems.Warn(
                    _shownAs,
                    last.Number,
                    FormattableString.Invariant(
                        $"The result of “{last.ItemId}”, repeat {last.Repeat}, stands again on line {entry.Number}; the later one counts."
                    )
                );
                latest.RemoveAt(latest.Count - 1);
                HasDoubles = true;
            }

            latest.Add(entry);
        }

        return latest;
    }
}
