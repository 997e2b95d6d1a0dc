using System.ComponentModel;
using System.Diagnostics;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>
/// Two people work in clones of one repository, and git merges what they did, with the .gitattributes that check proposes.
/// </summary>
public sealed class MergedClonesTests
{
    private const string Attributes = """
        results/scoreboard.csv merge=union
        prompts/**/versions.lock merge=union
        prompts/**/labels-history.jsonl merge=union
        evalsets/**/holdout-ledger.jsonl merge=union
        recordings/all.jsonl merge=union
        results/runs/** -text

        """;

    [Fact]
    public async Task Check_proposes_the_lines_and_is_content_with_them()
    {
        await using var bench = await BeginAsync();
        await bench.Project.RunAsync("triage@v1", "--split", "dev");
        await bench.ConfirmAsync("triage@v2");
        var proposed = (await bench.Project.TryAsync("check")).Out;
        Assert.Contains("warning: .gitattributes: ", proposed, StringComparison.Ordinal);
        foreach (
            var line in (string[])["results/scoreboard.csv merge=union", "prompts/**/versions.lock merge=union", "results/runs/** -text"]
        )
            Assert.Contains($"“{line}”", proposed, StringComparison.Ordinal);
        Assert.DoesNotContain("recordings", proposed, StringComparison.Ordinal); // there is none

        bench.Project.Bench.Write(".gitattributes", Attributes);

        Assert.DoesNotContain(".gitattributes", (await bench.Project.TryAsync("check")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_two_clones_added_stands_in_the_merge_and_check_says_what_is_left_to_do()
    {
        await using var bench = await BeginAsync();
        var (ours, path) = (bench.Project.Bench, bench.Project.Bench.Folder);
        bench.Project.Bench.Write(".gitattributes", Attributes);
        await bench.Project.RunAsync("triage@v1", "--split", "dev");
        await bench.Project.DoAsync("record", "triage@v1", "--out", "recordings/all.jsonl");
        Commit(path);
        using var theirs = new TestBench { Time = ours.Time };
        theirs.Variables["SERVED_KEY"] = "secret";
        theirs.CopyFolder(path);

        await WorkAsync(bench, ours, "triage@v2", "staging");
        await WorkAsync(bench, theirs, "triage@v3", "canary");
        Commit(path);
        Commit(theirs.Folder);
        Git(path, mayFail: true, "pull", "--no-rebase", "--no-edit", theirs.Folder, "main");

        var check = await bench.Project.TryAsync("check");
        Assert.Equal(2, check.Exit); // two labels were added at the same place
        Assert.Contains("prompts/triage/labels.yaml:", check.Out, StringComparison.Ordinal);
        Assert.Contains("A label points to one version", check.Out, StringComparison.Ordinal);
        Assert.Equal(1, check.Out.Split('\n').Count(line => line.Contains("labels.yaml", StringComparison.Ordinal)));

        var labels = ours.Read("prompts/triage/labels.yaml").Split('\n');
        ours.Write(
            "prompts/triage/labels.yaml",
            string.Join('\n', labels.Where(line => line.Length == 0 || line[0] is not ('<' or '=' or '>')))
        );
        Commit(path);
        var resolved = await bench.Project.TryAsync("check");

        Assert.True(resolved.Exit == 0, resolved.Out);
        Assert.Contains("The chain of lines starts again here", resolved.Out, StringComparison.Ordinal); // a ledger that both began
        Assert.Contains("staging: v2", ours.Read("prompts/triage/labels.yaml"), StringComparison.Ordinal);
        Assert.Contains("canary: v3", ours.Read("prompts/triage/labels.yaml"), StringComparison.Ordinal);
        Assert.Equal(2, bench.Kinds().Count(kind => kind.StartsWith("look", StringComparison.Ordinal)));
        var rows = ours.Read("results/scoreboard.csv");
        Assert.All(["v1", "v2", "v3"], version => Assert.Contains($",triage,{version},", rows, StringComparison.Ordinal));
        var dryRun = await bench.ConfirmAsync("triage@v3", "--against", "triage@v1", "--dry-run");
        Assert.Contains("look 3 at the holdout", dryRun.Error, StringComparison.Ordinal);
    }

    private static async Task<HoldoutBench> BeginAsync()
    {
        var bench = await HoldoutBench.CreateAsync(3, (version, _) => version > 1);
        try
        {
            Git(bench.Project.Bench.Folder, mayFail: false, "init", "-q", "-b", "main");
        }
        catch (Win32Exception)
        {
            await bench.DisposeAsync();
            Assert.Skip("There is no git.");
        }

        return bench;
    }

    // A look, a label, a run on dev and a recording of it.
    private static async Task WorkAsync(HoldoutBench bench, TestBench clone, string version, string label)
    {
        foreach (
            var arguments in (string[][])
                [
                    ["run", "--prompt", version, "--evalset", "tickets", "--split", "dev"],
                    ["confirm", version, "--against", "triage@v1"],
                    ["label", version, label],
                    ["record", version, "--out", "recordings/all.jsonl"],
                ]
        )
        {
            bench.Project.PassMinute();
            var result = await clone.RunAsync(arguments);
            Assert.True(result.Exit == 0, $"{string.Join(' ', arguments)}: {result.Error}");
        }
    }

    private static void Commit(string folder)
    {
        Git(folder, mayFail: false, "add", "-A");
        Git(folder, mayFail: false, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "work");
    }

    private static void Git(string folder, bool mayFail, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var (name, value) in ((string, string)[])
                [
                    ("GIT_AUTHOR_NAME", "Ada"),
                    ("GIT_AUTHOR_EMAIL", "ada@example.org"),
                    ("GIT_COMMITTER_NAME", "Ada"),
                    ("GIT_COMMITTER_EMAIL", "ada@example.org"),
                ]
        )
            start.Environment[name] = value;
        using var git = Process.Start(start)!;
        var (output, error) = (git.StandardOutput.ReadToEndAsync(), git.StandardError.ReadToEndAsync());
        git.WaitForExit();
        Assert.True(mayFail || git.ExitCode == 0, output.Result + error.Result);
    }
}
