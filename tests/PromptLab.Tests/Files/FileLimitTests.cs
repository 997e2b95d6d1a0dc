using System.Text;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Files;

/// <summary>Files and lines that are too large are refused by their size. The files here are sparse and take no room on the disk.</summary>
public sealed class FileLimitTests : IDisposable
{
    private const long Gigabyte = 1L << 30;

    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("r.csv", "id,response\na,1\nb,2\nc,3\n", 4)]
    [InlineData("r.jsonl", "{\"id\":\"a\",\"response\":1}\n{\"id\":\"b\",\"response\":2}\n{\"id\":\"c\",\"response\":3}\n", 3)]
    public void No_more_responses_are_held_than_the_limit(string file, string text, int line)
    {
        _bench.Write(file, text);
        var problems = new Problems();

        var responses = ImportedResponseFile.Read(Path.Combine(_bench.Folder, file), file, new ImportOptions { Most = 2 }, problems);

        Assert.Equal(["a", "b"], responses.Select(response => response.ItemId));
        Assert.StartsWith(
            $"{file}:{line}: A file of responses has at most 2 of them.",
            Assert.Single(problems.Found).ToString(),
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_text_of_a_gigabyte_is_refused_unread()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.Throws<InputException>(() => TextFile.Read(Sparse("a.yaml"), "a.yaml"));

        Assert.Equal("a.yaml: The file has more than 16 MB. Is it the right file?", Assert.Single(refused.Problems).ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_data_file_of_a_gigabyte_is_refused_unread()
    {
        var problems = new Problems();

        Assert.Empty(ImportedResponseFile.Read(Sparse("r.jsonl"), "r.jsonl", new ImportOptions(), problems));
        Assert.Empty(Recording.Read(Sparse("recording.jsonl"), "recording.jsonl", problems));

        Assert.Equal(
            [
                "r.jsonl: The file has more than 256 MB. Split it into several files.",
                "recording.jsonl: The file has more than 256 MB. Split it into several files.",
            ],
            problems.Found.Select(problem => problem.ToString())
        );
    }

    [Fact]
    public void A_record_of_a_gigabyte_is_refused_unread()
    {
        var refused = Assert.Throws<InputException>(() => SharedFile.Read(Sparse("scoreboard.csv"), "scoreboard.csv"));

        Assert.Equal(
            "scoreboard.csv: The file has more than 64 MB. Was something else written to it? Restore it from version control.",
            Assert.Single(refused.Problems).ToString()
        );
    }

    [Fact]
    public void A_line_of_a_journal_that_never_ends_is_refused_with_its_number()
    {
        var problems = new Problems();
        File.WriteAllText(Path.Combine(_bench.Folder, "items.jsonl"), "{}\n{}\n");
        using (var file = File.OpenWrite(Path.Combine(_bench.Folder, "items.jsonl")))
            file.SetLength(Gigabyte);

        using var lines = new JournalLines(Path.Combine(_bench.Folder, "items.jsonl"), "items.jsonl", problems);

        Assert.Equal(2, lines.All().Count());
        Assert.Equal("items.jsonl:3: The line has more than 128 MB. Shorten it.", Assert.Single(problems.Found).ToString());
    }

    [Fact]
    public void A_line_of_a_data_file_that_is_too_long_is_refused_with_its_number_and_the_others_are_read()
    {
        var problems = new Problems();
        var text = "{\"a\": 1}\n" + new string(' ', FileLimits.Line + 1) + "\n{\"a\": 2}\n";

        Assert.Equal([1, 3], JsonLines.Read(new StringReader(text), "items.jsonl", problems).Select(line => line.Line));
        Assert.Equal("items.jsonl:2: The line has more than 32 MB. Shorten it.", Assert.Single(problems.Found).ToString());
    }

    [Fact]
    public void A_quote_that_is_opened_and_never_closed_is_found_in_bounded_memory()
    {
        var problems = new Problems();
        var table = CsvTable.Read(new StringReader("id,message\na,\"" + new string('x', FileLimits.Line + 1)), "items.csv", problems);

        Assert.Empty(table!.Rows);

        Assert.Equal(
            "items.csv:2: A cell has more than 32 million characters. Is a quote opened there and never closed?",
            Assert.Single(problems.Found).ToString()
        );
    }

    [Fact]
    public void A_stream_whose_length_nobody_knows_is_read_up_to_the_limit()
    {
        using var endless = new Endless();

        Assert.Null(FileLimits.ReadUpTo(endless, 1 << 20));
        Assert.InRange(endless.Taken, 1 << 20, (1 << 20) + (1 << 16));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100_000)]
    public void A_stream_up_to_the_limit_is_read_whole(int length)
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', length));
        using var stream = new MemoryStream(bytes);

        Assert.Equal(bytes, FileLimits.ReadUpTo(stream, 100_000));
    }

    [Theory]
    [InlineData("a\nb", "a\nb")]
    [InlineData("\uFEFFa\r\nb\r\n", "a\nb\n")]
    [InlineData("\r\r\n\r", "\r\n\r")]
    [InlineData("", "")]
    [InlineData("\r\n", "\n")]
    public void A_file_is_read_piece_by_piece_as_it_is_read_whole(string text, string read)
    {
        // Twice the size of any buffer, so that a line end is cut in two somewhere.
        var (before, path) = (new string('é', 70_000), Path.Combine(_bench.Folder, "a.txt"));
        foreach (var whole in new[] { text, before[1..] + text, before + text })
        {
            File.WriteAllText(path, whole, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            using var reader = TextFile.Open(path, "a.txt", FileLimits.Data);

            Assert.Equal(TextFile.Read(path, "a.txt"), reader.ReadToEnd());
        }

        Assert.Equal(read, TextFile.Normalise(text));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_found_while_a_file_is_read()
    {
        File.WriteAllBytes(Path.Combine(_bench.Folder, "r.csv"), [.. Encoding.UTF8.GetBytes("id,response\na,"), 0xC3, 0x28]);
        var problems = new Problems();

        Assert.Empty(ImportedResponseFile.Read(Path.Combine(_bench.Folder, "r.csv"), "r.csv", new ImportOptions(), problems));
        Assert.Equal(
            "r.csv:2: The file is not UTF-8 but, it seems, Windows-1252, which Excel writes as “CSV”. Save it as UTF-8: in Excel, choose the type “CSV UTF-8”.",
            Assert.Single(problems.Found).ToString()
        );
    }

    private string Sparse(string name)
    {
        using var file = File.Create(Path.Combine(_bench.Folder, name));
        file.SetLength(Gigabyte);
        return file.Name;
    }

    private sealed class Endless : Stream
    {
        public int Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count)
        {
            Taken += count;
            return count;
        }
    }
}
