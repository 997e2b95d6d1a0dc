using System.Text.RegularExpressions;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>
/// Every file of a whole project, damaged in every way: <c>check</c> ends with 2 and names the file, or the damage does no harm and
/// stands here with the reason. The files are those of the project's folder, so that a new kind of file is tried too.
/// </summary>
public sealed class DamagedFileTests(DamagedWorld world) : IClassFixture<DamagedWorld>
{
    private static readonly (string File, string Damage, string Reason)[] Harmless =
    [
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
            var isFound = check.Exit == 2 && said.Contains($"{file}:", StringComparison.Ordinal);
            if (!isFound && !IsHarmless(file, name))
                missed.Add($"{file} {check.Exit} {(check.Exit == 2 ? said.Split('\n')[0] : "")}");
        }

        Assert.True(missed.Count == 0, $"{name}:\n{string.Join('\n', missed)}");
    }

    private static bool IsHarmless(string file, string damage) =>
        Harmless.Any(one => Regex.IsMatch(file, one.File, RegexOptions.None, TimeSpan.FromSeconds(1)) && Regex.IsMatch(damage, one.Damage, RegexOptions.None, TimeSpan.FromSeconds(1)));
}
