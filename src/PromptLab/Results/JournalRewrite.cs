using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>What becomes of the lines of a journal when its run goes on: those that stay, and those that are set aside.</summary>
internal sealed class JournalRewrite
{
    private const string AsideExtension = ".set-aside.jsonl"; // items.set-aside.jsonl beside items.jsonl

    private readonly List<ReadOnlyMemory<byte>> _kept = [];
    private readonly List<ReadOnlyMemory<byte>> _setAside = [];

    /// <summary>How many lines are set aside.</summary>
    public int SetAsideCount => _setAside.Count;

    /// <summary>True where the journal will not hold the very lines that it holds now.</summary>
    public bool IsNeeded { get; set; }

    /// <summary>Keeps a line as it stands.</summary>
    public void Keep(ReadOnlyMemory<byte> line) => _kept.Add(line);

    /// <summary>Puts a line among those that are kept.</summary>
    public void Add(ReadOnlyMemory<byte> line)
    {
        _kept.Add(line);
        IsNeeded = true;
    }

    /// <summary>Moves a line away.</summary>
    public void SetAside(ReadOnlyMemory<byte> line)
    {
        _setAside.Add(line);
        IsNeeded = true;
    }

    /// <summary>
    /// Carries it out, and lets go of the lines. They are beside the journal before they leave it, so that none is lost
    /// whatever moment this is cut off at.
    /// </summary>
    public void Apply(string journal)
    {
        if (_setAside.Count > 0)
        {
            DurableSteps.Announce("append to the set aside of", journal);
            using var file = new FileStream(Path.ChangeExtension(journal, AsideExtension), FileMode.Append, FileAccess.Write);
            Write(file, _setAside);
            file.Flush(flushToDisk: true);
        }

        if (IsNeeded)
            TextFile.WriteAtomically(journal, stream => Write(stream, _kept));
        _kept.Clear();
        _setAside.Clear();
    }

    private static void Write(Stream stream, IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        foreach (var line in lines)
        {
            stream.Write(line.Span);
            stream.WriteByte((byte)'\n');
        }
    }
}
