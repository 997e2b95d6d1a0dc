using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>
/// On one <c>run</c>, git is started at most once and each file of the project is read once, but for journals, which are
/// streamed, and what is read again under a lock, since other processes may have written it meanwhile: the scoreboard and its runs,
/// the record of a run that is resumed, and a ledger whose last line a row names.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed partial class ReadOnceTests : IDisposable
{
    private static readonly string[] Parts = ["prompts", "evalsets", "results/recordings"];

    private readonly TestBench _bench = new();

    public ReadOnceTests()
    {
        foreach (var part in Parts)
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
    }

    [Fact]
    public async Task The_first_run_of_an_experiment_and_the_next_read_each_file_once()
    {
        await CommitAsync();

        await RunAsync();
        await RunAsync();
    }

    [Fact]
    public async Task A_run_over_the_holdout_reads_each_file_once_however_many_looks_there_were()
    {
        await CommitAsync();

        await RunAsync("--prompt", "refund-intake@v1", "refund-intake@v8", "--evalset", "refund-intake", "--split", "holdout");
        await RunAsync("--prompt", "refund-intake@v9", "--evalset", "refund-intake", "--split", "holdout");
    }

    [Fact]
    public async Task A_race_of_several_versions_and_its_resumption_read_each_file_once()
    {
        await CommitAsync();
        await _bench.RunAsync("run", "--prompt", "refund-intake@v8", "--evalset", "refund-intake", "--split", "dev");

        await RunAsync(
            "--prompt",
            "refund-intake@v1",
            "refund-intake@v2",
            "refund-intake@v9",
            "--evalset",
            "refund-intake",
            "--split",
            "dev",
            "--race",
            "refund-intake@v8"
        );
        await RunAsync("--resume");
    }

    [Fact]
    public async Task A_version_that_is_named_by_its_hash_is_read_once_whether_the_lock_knows_it_or_not()
    {
        var versions = _bench.Read("prompts/refund-intake/versions.lock").Split('\n');
        var known = versions.Single(line => line.StartsWith("v9 ", StringComparison.Ordinal));
        _bench.Write("prompts/refund-intake/versions.lock", string.Join('\n', versions.Where(line => line != known)));

        await RunAsync("--prompt", $"refund-intake@{HashForm().Match(known).Value}", "--evalset", "refund-intake", "--split", "dev");
    }

    [Fact]
    public async Task A_schema_that_prompts_and_graders_share_is_read_once()
    {
        const string Schema = "prompts/refund-intake/answer.schema.json";
        _bench.Write(Schema, """{ "type": "object", "required": ["order", "amount"] }""");
        WriteDraft("draft", "Say it in JSON.");
        WriteDraft("draft-1", "Reply in JSON.");
        var evalSet = _bench.Read("evalsets/refund-intake/evalset.yaml");
        const string Json = "    type: is-json\n";
        Assert.Contains(Json, evalSet, StringComparison.Ordinal);
        _bench.Write(
            "evalsets/refund-intake/evalset.yaml",
            evalSet.Replace(Json, $"{Json}    schema: ../../{Schema}\n", StringComparison.Ordinal)
        );

        var trace = await RunAsync(
            "--prompt",
            "refund-intake@draft",
            "refund-intake@draft-1",
            "--evalset",
            "refund-intake",
            "--split",
            "dev",
            "--limit",
            "2"
        );

        Assert.Contains(Schema, trace.Reads.Select(read => read.Path));
    }

    [Fact]
    public void A_trace_tells_reads_from_failures_writes_folders_and_what_git_does()
    {
        var trace = FileTrace.Parse(
            """
            7 execve("/bin/promptlab", ["promptlab", "run"], 0x7f /* 3 vars */) = 0
            7 openat(AT_FDCWD, "/project/promptlab.yaml", O_RDONLY|O_CLOEXEC) = 3
            7 openat(AT_FDCWD, "/project/labels.yaml", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
            7 openat(AT_FDCWD, "/project/prompts", O_RDONLY|O_CLOEXEC|O_DIRECTORY) = 3
            8 execve("/usr/bin/git", ["git", "status"], 0x7f /* 3 vars */ <unfinished ...>
            7 openat(AT_FDCWD, "/project/items.csv", O_RDONLY|O_CLOEXEC <unfinished ...>
            8 openat(AT_FDCWD, "/project/promptlab.yaml", O_RDONLY) = 3
            7 openat(AT_FDCWD, "/project/results/.scoreboard.lock", O_RDWR|O_CREAT|O_CLOEXEC, 0666) = 3
            7 openat(AT_FDCWD, "/project/results/scoreboard.csv", O_RDONLY|O_CLOEXEC) = 3
            7 openat(AT_FDCWD, "/project/results/scoreboard.csv", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 3
            7 openat(AT_FDCWD, "/etc/hosts", O_RDONLY) = 3
            """.Split('\n'),
            "project"
        );

        Assert.Equal(1, trace.GitStarts);
        Assert.Equal([new("promptlab.yaml", false), new("items.csv", false), new("results/scoreboard.csv", true)], trace.Reads);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<FileTrace> RunAsync(params string[] arguments)
    {
        var (trace, result) = await FileTrace.OfAsync(_bench, ["run", .. arguments]);

        Assert.True(result.Exit is 0 or 2, result.Error); // 2: a draft that no recording knows, refused once all is read
        Assert.Contains("promptlab.yaml", trace.Reads.Select(read => read.Path));
        Assert.InRange(trace.GitStarts, 0, 1);
        Assert.Empty(
            trace
                .Reads.Where(read => !Journal().IsMatch(read.Path))
                .CountBy(read => (read.Path, IsReadAgain: read.UnderTheScoreboardsLock && MayChange().IsMatch(read.Path)))
                .Where(read => read.Value > (ReadAgainOnceHeld().IsMatch(read.Key.Path) ? 3 : 1))
                .Select(read => $"{read.Key.Path}: {read.Value} times")
        );
        return trace;
    }

    private void WriteDraft(string version, string format) =>
        _bench.Write(
            $"prompts/refund-intake/{version}.prompt.md",
            $$"""
            ---
            schema: promptlab/prompt@1
            name: refund-intake
            version: {{version}}
            parent: v10
            variables: { customer_message: { required: true, trust: untrusted } }
            response_schema: answer.schema.json
            ---

            # Format

            {{format}}

            # Current query

            {customer_message}

            """
        );

    // Where there is no git, none is started either.
    private async Task CommitAsync()
    {
        foreach (
            var arguments in (string[][])
                [
                    ["init", "-q"],
                    ["add", "."],
                    ["-c", "user.name=A", "-c", "user.email=a@b.org", "commit", "-q", "-m", "sample"],
                ]
        )
        {
            try
            {
                using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _bench.Folder })!;
                await git.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.Equal(0, git.ExitCode);
            }
            catch (Win32Exception)
            {
                return;
            }
        }
    }

    [GeneratedRegex(@"^results/runs/[^/]+/(items|calls)\.jsonl$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Journal();

    [GeneratedRegex(@"^results/(scoreboard\.csv|runs/[^/]+/run\.json)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MayChange();

    [GeneratedRegex(
        @"^(results/scoreboard\.csv|results/runs/[^/]+/(run\.json|selection\.csv)|evalsets/[^/]+/holdout-ledger\.jsonl)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ReadAgainOnceHeld();

    [GeneratedRegex("sha256:[0-9a-f]+", RegexOptions.None, 1000)]
    private static partial Regex HashForm();
}
