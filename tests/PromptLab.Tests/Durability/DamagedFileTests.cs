using System.Text.RegularExpressions;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>
/// Every file of a whole project, damaged in every way: <c>check</c> ends with 2 and names the file, or the damage does no harm and
/// stands here with the reason. The files are those of the project's folder, so that a new kind of file is tried too.
/// </summary>
public sealed class DamagedFileTests(DamagedWorld world) : IClassFixture<DamagedWorld>
{
    private const string Any = ".";

    // Patterns of files and damages.
    private static readonly (string File, string Damage, string Reason)[] Harmless =
    [
        (@"^results/runs/.*/(items\.csv|log\.jsonl)$", Any, "written for people; no command reads it"),
        (@"^results/\.scoreboard\.lock$", Any, "it is held, never read"),
        (@"^results/cache/\.gitignore$", Any, "git reads it; no command does"),
        (@"^results/cache/responses\.sqlite$", "emptied", "an empty file is a new cache"),
        (
            @"^results/cache/responses\.sqlite$",
            "byte|twice|garbage|NUL|not UTF-8|conflict",
            "a page of it may be free; what can't be read is asked again"
        ),
        (
            @"/calls\.jsonl$",
            "emptied|cut|twice|flipped",
            "its run has ended, and its results are sealed in items.jsonl; a run that goes on asks again"
        ),
        (@"^evalsets/gone/", "emptied|cut", "no row names the ledger of this set; one of a set with rows is missed by them"),
        (@"^evalsets/lines/items\.jsonl$", "emptied", "an error of its evalset.yaml, which names the file"),
        (@"^prompts/filed/reply\.schema\.json$", "not UTF-8|UTF-16|folder|NUL|emptied|cut", "an error of its prompt, which names the file"),
        (
            @"^(evalsets/.*/items\.(csv|jsonl)|promptlab\.yaml|evalsets/.*\.yaml|prompts/.*/(labels\.yaml|draft\.prompt\.md|reply\.schema\.json))$",
            "cut at the end|twice|flipped",
            "people edit it, and this is an edit"
        ),
        (@"/labels-history\.jsonl$", "cut", "its end is not anchored; a label that it then contradicts is warned of"),
        (@"/versions\.lock$", "cut at the end", "each version that it lacks is warned of, and known by its rows and looks"),
        (@"^recordings/", "cut at the end|flipped", "any part of a recording is one; what it lacks is a call that fails, and says so"),
        (
            @"/(holdout-ledger|labels-history|all)\.jsonl$|/versions\.lock$|/scoreboard\.csv$",
            "twice",
            "the same line again counts once, or as one look more, never as less"
        ),
        (@"^results/scoreboard\.csv$", "cut at the end", "the runs without a row are warned of, with the command that appends it"),
        (@"^results/scoreboard\.csv$", "flipped", "counts, rates and hashes are held against the run; the rest is told from the run"),
        (@"/run\.json$", "flipped", "totals are held against the journal and identities against the row; the rest is no figure"),
        (@"/selection\.csv$", "flipped", "a seal; the items' own are asked first"),
        (@"/versions\.lock$", "flipped", "an error of the version, whose hash is another then"),
        (@"^evalsets/[^/]+/items\.", "as UTF-16", "spreadsheets write it; the same items are read, with the same hash"),
        (@"^(?!results/runs/.*/items\.jsonl)", "byte order mark", "Windows editors write one; it is read over"),
    ];

    public static TheoryData<string> Names => [.. Damages.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Check_finds_the_damage_and_names_the_file(string name)
    {
        var missed = new List<string>();
        foreach (var file in world.Files)
        {
            using var bench = new TestBench();
            bench.CopyFolder(world.Bench.Folder);
            if (!Damages.All[name](Path.Combine(bench.Folder, file)))
                continue;
            var check = await bench.RunAsync("check");
            var said = check.Out + check.Error;
            var isFound = check.Exit == 2 && said.Contains(file, StringComparison.Ordinal);
            if (!isFound && !IsHarmless(file, name))
                missed.Add($"{file} {check.Exit} {(check.Exit == 2 ? said.Split('\n')[0] : "")}");
        }

        Assert.True(missed.Count == 0, $"{name}:\n{string.Join('\n', missed)}");
    }

    private static bool IsHarmless(string file, string damage) =>
        Harmless.Any(one =>
            Regex.IsMatch(file, one.File, RegexOptions.None, TimeSpan.FromSeconds(1))
            && Regex.IsMatch(damage, one.Damage, RegexOptions.None, TimeSpan.FromSeconds(1))
        );
}
