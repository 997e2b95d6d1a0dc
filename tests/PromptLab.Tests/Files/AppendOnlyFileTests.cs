using System.Text;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Tests.Files;

public sealed class AppendOnlyFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), "promptlab-" + Path.GetRandomFileName() + ".jsonl");
    private readonly AppendOnlyFile _file;

    public AppendOnlyFileTests() => _file = new AppendOnlyFile(_path, "some/ledger.jsonl", "promptlab/some@1", TimeProvider.System);

    public void Dispose()
    {
        File.Delete(_path);
        File.Delete(_path + ".torn");
    }

    [Fact]
    public async Task Each_line_names_the_hash_of_the_one_before_it_and_the_first_names_none()
    {
        await AppendAsync("one", "two");
        await AppendAsync("three");

        var lines = File.ReadAllLines(_path);

        Assert.Equal("""{"word":"one","previous":null}""", lines[0]);
        Assert.Equal(ContentHash.Short(ContentHash.OfText(lines[0])), JsonNode.Parse(lines[1])!["previous"]!.GetValue<string>());
        Assert.Equal(ContentHash.Short(ContentHash.OfText(lines[1])), JsonNode.Parse(lines[2])!["previous"]!.GetValue<string>());
        Assert.Equal(["one", "two", "three"], Words());
    }

    [Fact]
    public void Where_there_is_no_file_there_are_no_lines() => Assert.Empty(Words());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_line_that_was_taken_out_shows_at_the_line_after_it(int index)
    {
        await AppendAsync("one", "two", "three");
        File.WriteAllLines(_path, File.ReadAllLines(_path).Where((_, i) => i != index));

        Assert.Equal($"some/ledger.jsonl:{index + 1}", Where(Assert.Single(Problems())));
    }

    [Fact]
    public async Task A_line_that_was_edited_shows()
    {
        await AppendAsync("one", "two");
        File.WriteAllText(_path, File.ReadAllText(_path).Replace("one", "uno", StringComparison.Ordinal));

        Assert.Equal("some/ledger.jsonl:2", Where(Assert.Single(Problems())));
        await Assert.ThrowsAsync<InputException>(() => AppendAsync("three"));
    }

    // Two branches appended after the same line; git's union merge keeps both.
    [Fact]
    public async Task Two_branches_that_both_appended_can_be_merged_line_by_line()
    {
        await AppendAsync("one");
        var common = File.ReadAllText(_path);
        await AppendAsync("mine");
        var mine = File.ReadAllLines(_path)[1];
        File.WriteAllText(_path, common);
        await AppendAsync("theirs");

        File.AppendAllText(_path, mine + "\n");
        await AppendAsync("after");

        Assert.Empty(Problems());
        Assert.Equal(["one", "theirs", "mine", "after"], Words());
    }

    [Fact]
    public async Task A_last_line_that_was_cut_off_is_left_out_with_a_warning_and_then_moved_aside()
    {
        await AppendAsync("one", "two");
        var text = File.ReadAllText(_path);
        File.WriteAllText(_path, text[..^8]);

        var problems = new Problems();
        Assert.Equal(["one"], _file.Read(problems).Select(line => line.Value["word"]!.GetValue<string>()));
        Assert.True(Assert.Single(problems.Found).IsWarning);
        await AppendAsync("three");

        Assert.Equal(["one", "three"], Words());
        Assert.Equal(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..^8] + "\n", File.ReadAllText(_path + ".torn"));
    }

    [Fact]
    public async Task A_last_line_that_lacks_only_its_end_is_kept()
    {
        await AppendAsync("one");
        File.WriteAllText(_path, File.ReadAllText(_path).TrimEnd('\n'));

        await AppendAsync("two");

        Assert.Equal(["one", "two"], Words());
        Assert.Empty(Problems());
    }

    [Fact]
    public async Task A_checkout_with_other_line_ends_is_read_all_the_same()
    {
        await AppendAsync("one", "two");
        File.WriteAllText(_path, File.ReadAllText(_path).Replace("\n", "\r\n", StringComparison.Ordinal));

        await AppendAsync("three");

        Assert.Empty(Problems());
        Assert.Equal(["one", "two", "three"], Words());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("  \n")]
    [InlineData("\r\n\r\n")]
    public async Task Blank_lines_at_the_end_are_no_lines(string blank)
    {
        await AppendAsync("one");
        File.AppendAllText(_path, blank);

        await AppendAsync("two");

        Assert.Empty(Problems());
        Assert.Equal(["one", "two"], Words());
    }

    [Fact]
    public async Task A_byte_order_mark_of_some_editor_changes_nothing()
    {
        await AppendAsync("one", "two");
        File.WriteAllText(_path, File.ReadAllText(_path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        await AppendAsync("three");

        Assert.Empty(Problems());
        Assert.Equal(["one", "two", "three"], Words());
    }

    // é is two bytes, of which the first was written.
    [Fact]
    public async Task A_last_line_that_was_cut_off_within_a_character_is_moved_aside_too()
    {
        await AppendAsync("one");
        byte[] torn = [.. "{\"word\":\"caf"u8, 0xC3];
        File.WriteAllBytes(_path, [.. File.ReadAllBytes(_path), .. torn]);

        await AppendAsync("two");

        Assert.Equal(["one", "two"], Words());
        Assert.Equal([.. torn, (byte)'\n'], File.ReadAllBytes(_path + ".torn"));
    }

    [Fact]
    public async Task Lines_that_are_refused_leave_the_file_as_it_was()
    {
        await AppendAsync("one");
        File.AppendAllText(_path, "{\"word\":");
        var before = File.ReadAllText(_path);

        await Assert.ThrowsAsync<InputException>(() =>
            _file.AppendAsync(_ => throw new InputException("no", null, "No."), TestContext.Current.CancellationToken)
        );

        Assert.Equal(before, File.ReadAllText(_path));
        Assert.False(File.Exists(_path + ".torn"));
    }

    [Fact]
    public async Task What_follows_is_done_before_the_next_writer_comes()
    {
        var order = new List<string>();
        Task? second = null;

        await _file.AppendAsync(
            _ => [new JsonObject { ["word"] = "one" }],
            TestContext.Current.CancellationToken,
            () =>
            {
                second = _file.AppendAsync(
                    _ =>
                    {
                        order.Add("second");
                        return [new JsonObject { ["word"] = "two" }];
                    },
                    TestContext.Current.CancellationToken
                );
                order.Add("afterwards");
            }
        );
        await second!;

        Assert.Equal(["afterwards", "second"], order);
        Assert.Equal(["one", "two"], Words());
    }

    [Fact]
    public async Task Whoever_reads_waits_for_whoever_writes()
    {
        await AppendAsync("one");
        var writer = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var reading = Task.Run(() => Words().ToList(), TestContext.Current.CancellationToken);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        await writer.DisposeAsync();

        Assert.Equal(["one"], await reading);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_no_line()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => AppendAsync($"w{i}"))));

        Assert.Equal(20, Words().Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(Problems());
    }

    [Fact]
    public void What_is_no_utf8_is_refused()
    {
        File.WriteAllBytes(_path, [0xFF, 0xFE, 0x0A]);

        Assert.Throws<InputException>(() => _file.Read(new Problems()));
    }

    private Task AppendAsync(params string[] words) =>
        _file.AppendAsync(_ => [.. words.Select(word => new JsonObject { ["word"] = word })], TestContext.Current.CancellationToken);

    private IEnumerable<string> Words() => _file.Read(new Problems()).Select(line => line.Value["word"]!.GetValue<string>());

    private IReadOnlyList<Problem> Problems()
    {
        var problems = new Problems();
        _file.Read(problems);
        return problems.Found;
    }

    private static string Where(Problem problem) => FormattableString.Invariant($"{problem.File}:{problem.Line}");
}
