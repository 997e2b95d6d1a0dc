using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// <c>renumber</c>: two people froze v2 from v1 on two branches, which git merged. Ours says “Ours.”, theirs “Theirs.”, and theirs is
/// in production.
/// </summary>
public sealed class RenumberCommandTests : IAsyncLifetime
{
    private const string V2 = "prompts/triage/v2.prompt.md";
    private const string V3 = "prompts/triage/v3.prompt.md";
    private const string Lock = "prompts/triage/versions.lock";
    private const string Labels = "prompts/triage/labels.yaml";

    private readonly TestBench _bench = new();

    private string _base = "";
    private string _ours = "";
    private string _theirs = "";

    public ValueTask InitializeAsync() => new(SmallProject.WriteAsync(_bench, "http://127.0.0.1:1"));

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return default;
    }

    [Fact]
    public async Task Before_it_every_command_names_the_line_and_the_way_out()
    {
        await FreezeBothAsync();
        _bench.Write(V2, _ours);

        var check = await _bench.RunAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains(
            Lock
                + ":5: “v2” has another text on line 4: two people froze the same number. Give one of the texts the next number: promptlab renumber triage@v2",
            check.Out + check.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_text_in_the_file_keeps_its_number_and_the_other_one_is_renumbered()
    {
        await FreezeBothAsync();
        _bench.Write(V2, _ours);
        _bench.Write("theirs.md", _theirs);
        var lockBefore = _bench.Read(Lock);

        var result = await _bench.RunAsync("renumber", "triage@v2", "--text", "theirs.md");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Matches(
            "^triage@v3 is the text sha256:[0-9a-f]{12}, which was triage@v2 too\\. triage@v2 is sha256:[0-9a-f]{12}\\.\n",
            result.Out
        );
        Assert.Equal(_ours, _bench.Read(V2));
        Assert.Equal(_theirs.Replace("version: v2", "version: v3", StringComparison.Ordinal), _bench.Read(V3));
        Assert.StartsWith(lockBefore, _bench.Read(Lock), StringComparison.Ordinal); // nothing is rewritten
        Assert.Matches("\nv3 sha256:[0-9a-f]{64} meta:[0-9a-f]+ [^ ]+Z was:v2\n$", _bench.Read(Lock));
        await AssertCheckedAsync();
    }

    [Fact]
    public async Task Both_sides_are_found_in_a_file_and_a_lock_that_are_in_conflict()
    {
        await FreezeBothAsync();
        var lines = _bench.Read(Lock).Split('\n');
        _bench.Write(Lock, string.Join('\n', [.. lines[..3], "<<<<<<< HEAD", lines[3], "=======", lines[4], ">>>>>>> theirs", ""]));
        _bench.Write(V2, Conflict(_ours, _theirs));

        var result = await _bench.RunAsync("renumber", "triage@v2", "--json");

        Assert.True(result.Exit == 0, result.Error);
        var json = JsonNode.Parse(result.Out)!;
        Assert.Equal(("triage@v3", "v2", "v1"), (Text(json, "reference"), Text(json, "was"), Text(json, "parent")));
        Assert.Equal((_ours, true), (_bench.Read(V2), _bench.Read(V3).Contains("Theirs.", StringComparison.Ordinal)));
        Assert.StartsWith(string.Join('\n', lines[..5]) + "\nv3 ", _bench.Read(Lock), StringComparison.Ordinal);
        await AssertCheckedAsync();
    }

    [Fact]
    public async Task A_label_and_its_history_follow_the_text()
    {
        await FreezeBothAsync();
        _bench.Write(V2, Conflict(_ours, _theirs));

        var result = await _bench.RunAsync("renumber", "triage@v2");
        var again = await _bench.RunAsync("promote", "triage@v2", "production", "--force", "shorter");
        var back = await _bench.RunAsync("rollback", "triage", "production");

        Assert.Contains("Labels that followed it: production.\n", result.Out, StringComparison.Ordinal);
        Assert.Equal("triage@production: v3 → v2 (shorter)\n", again.Out);
        Assert.Equal("triage@production: v2 → v3\n", back.Out);
        await AssertCheckedAsync();
    }

    [Fact]
    public async Task A_draft_that_was_made_from_the_text_has_its_new_number_as_the_parent()
    {
        await FreezeBothAsync();
        _bench.Write(V2, Conflict(_ours, _theirs));
        SmallProject.WriteDraft(_bench, "Theirs.", parent: "v2");

        var result = await _bench.RunAsync("renumber", "triage@v2");

        Assert.Contains("The draft was made from it, and has v3 as its parent.\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("parent: v3\n", _bench.Read("prompts/triage/draft.prompt.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_was_made_from_the_text_is_named_and_one_made_from_the_kept_text_is_not()
    {
        await FreezeBothAsync();
        _bench.Write(V2, _theirs);
        _bench.Write(Lock, _base + TheirLine()); // v3 is theirs and comes from their v2
        SmallProject.WriteDraft(_bench, "Theirs.", parent: "v2");
        _bench.Write(
            "prompts/triage/draft.prompt.md",
            _bench
                .Read("prompts/triage/draft.prompt.md")
                .Replace("# Current", "# Constraints\n\n- Be brief.\n\n# Current", StringComparison.Ordinal)
        );
        await DoAsync("freeze", "triage", "--hypothesis", "h");
        _bench.Write(Lock, _bench.Read(Lock) + _ourLine);
        _bench.Write(V2, Conflict(_ours, _theirs));

        var result = await _bench.RunAsync("renumber", "triage@v2");

        Assert.Contains(
            "prompts/triage/v3.prompt.md: v3 was made from the text that is v4 now, and names v2 as its parent",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_text_that_is_not_known_is_asked_for()
    {
        await FreezeBothAsync();
        _bench.Write(V2, _ours);
        var before = _bench.Read(Lock);

        var result = await _bench.RunAsync("renumber", "triage@v2");

        Assert.Equal((2, before), (result.Exit, _bench.Read(Lock)));
        Assert.Contains(
            "is neither in the version's file nor in version control. Save it as a file, from the branch that has it, and name it: promptlab renumber triage@v2 --text FILE",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("triage@v1", "triage@v1 has one text, so there is nothing to renumber.")]
    [InlineData("triage@v9", "v9 is not in the lock, so there is nothing to renumber.")]
    [InlineData("triage@latest", "Name the version that was frozen twice by its number, such as triage@v3.")]
    [InlineData("triag@v1", "There is no prompt “triag”. Did you mean “triage”?")]
    public async Task What_has_one_text_or_is_not_there_is_refused(string reference, string message)
    {
        var result = await _bench.RunAsync("renumber", reference);

        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_call_says_that_it_is_done()
    {
        await FreezeBothAsync();
        _bench.Write(V2, Conflict(_ours, _theirs));
        await DoAsync("renumber", "triage@v2");

        var result = await _bench.RunAsync("renumber", "triage@v2");

        Assert.Equal(2, result.Exit);
        Assert.Contains("The other one is triage@v3 already.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_froze_the_same_text_need_nothing()
    {
        await FreezeBothAsync();
        _bench.Write(V2, _ours);
        _bench.Write(
            Lock,
            _base + _ourLine + _ourLine.Replace("Z\n", "Z\n", StringComparison.Ordinal).Replace(" 20", " 19", StringComparison.Ordinal)
        );
        _bench.Write(Labels, "schema: promptlab/labels@1\nlabels:\n  baseline: v1\n");
        File.Delete(Path.Combine(_bench.Folder, "prompts/triage/labels-history.jsonl"));

        Assert.Equal(0, (await _bench.RunAsync("check")).Exit);
    }

    // After the merge is committed with our text, git still has theirs.
    [Fact]
    public async Task Git_gives_the_other_text_during_a_merge_and_after_it()
    {
        Assert.SkipUnless(await GitAsync("--version") == 0, "git is not installed.");
        await FreezeBothAsync();
        var merged = _bench.Read(Lock);
        await CommitAsync("main", V2, _theirs, _base + TheirLine());
        await CommitAsync("other", V2, _ours, merged);

        var result = await _bench.RunAsync("renumber", "triage@v2");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains("Theirs.", _bench.Read(V3), StringComparison.Ordinal);
        await AssertCheckedAsync();
    }

    private string _ourLine = "";

    private string TheirLine() => _bench.Read(Lock).TrimEnd('\n').Split('\n')[^1] + "\n";

    // Leaves the lock with both lines, the labels and the draft of theirs, and no v2.
    private async Task FreezeBothAsync()
    {
        _base = _bench.Read(Lock);
        SmallProject.WriteDraft(_bench, "Ours.", parent: "v1");
        await DoAsync("freeze", "triage", "--hypothesis", "ours");
        (_ours, _ourLine) = (_bench.Read(V2), TheirLine());
        File.Delete(Path.Combine(_bench.Folder, V2));
        _bench.Write(Lock, _base);
        SmallProject.WriteDraft(_bench, "Theirs.", parent: "v1");
        await DoAsync("freeze", "triage", "--hypothesis", "theirs");
        await DoAsync("label", "triage@v2", "production");
        _theirs = _bench.Read(V2);
        _bench.Write(Lock, _base + _ourLine + TheirLine());
        File.Delete(Path.Combine(_bench.Folder, V2));
    }

    private static string Conflict(string ours, string theirs) => $"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n";

    private async Task DoAsync(params string[] arguments)
    {
        var result = await _bench.RunAsync(arguments);
        Assert.True(result.Exit == 0, result.Error);
    }

    private async Task AssertCheckedAsync()
    {
        var check = await _bench.RunAsync("check");
        Assert.True(check.Exit == 0 && !check.Out.Contains("warning: prompts", StringComparison.Ordinal), check.Out + check.Error);
    }

    private async Task CommitAsync(string branch, string file, string text, string locked)
    {
        _bench.Write(file, text);
        _bench.Write(Lock, locked);
        if (!Directory.Exists(Path.Combine(_bench.Folder, ".git")))
            await GitAsync("init", "-q", "-b", branch);
        else
            await GitAsync("checkout", "-q", "-b", branch);
        await GitAsync("add", ".");
        Assert.Equal(0, await GitAsync("-c", "user.name=Mira", "-c", "user.email=mira@example.com", "commit", "-q", "-m", branch));
    }

    private async Task<int> GitAsync(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", arguments)
                {
                    WorkingDirectory = _bench.Folder,
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                }
            )!;
            await git.WaitForExitAsync(TestContext.Current.CancellationToken);
            return git.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
