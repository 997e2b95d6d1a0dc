using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PromptLab.Tests.Fuzzing;

/// <summary>
/// Whatever bytes a parser is given, they give a value or problems with a place: never another exception, never no end. A value
/// that is written and read again is the same.
/// </summary>
/// <remarks>
/// For long: <c>PROMPTLAB_FUZZ_SECONDS=3600 dotnet run --project tests/PromptLab.Tests -- -class
/// PromptLab.Tests.Fuzzing.FuzzTests</c>. The report is <c>fuzz-report.txt</c> beside the test assembly, or where
/// <c>PROMPTLAB_FUZZ_REPORT</c> says; <c>PROMPTLAB_FUZZ_SEED</c> begins elsewhere.
/// </remarks>
public sealed class FuzzTests : IDisposable
{
    private const int ShortTexts = 250;
    private const int AtATime = 200;

    private readonly FuzzTargets _targets = new();

    public void Dispose() => _targets.Dispose();

    [Fact]
    public async Task Every_seed_is_read()
    {
        foreach (var target in _targets.All)
        {
            var run = new FuzzRun(target, seed: 1);
            Assert.NotEmpty(target.Seeds);
            foreach (var seed in target.Seeds)
                await run.TryAsync(seed);
            Assert.True(run.Findings == 0, run.Report());
        }
    }

    [Fact]
    public async Task No_damage_makes_a_parser_fail_in_another_way_than_with_problems()
    {
        var findings = new StringBuilder();
        foreach (var target in _targets.All)
        {
            var run = new FuzzRun(target, seed: 18);
            await run.TryAsync(ShortTexts);
            findings.Append(run.Report());
        }

        Assert.True(findings.Length == 0, findings.ToString());
    }

    [Fact]
    public async Task For_as_long_as_it_is_asked_to()
    {
        Assert.SkipUnless(
            Number("PROMPTLAB_FUZZ_SECONDS") is > 0,
            "Fuzzing for long takes PROMPTLAB_FUZZ_SECONDS=3600, and is not part of every test run."
        );
        var (seconds, seed) = (Number("PROMPTLAB_FUZZ_SECONDS")!.Value, Number("PROMPTLAB_FUZZ_SEED") ?? 2026);
        await using var commands = await CommandFuzz.CreateAsync(seed);
        var runs = _targets.All.Select(target => new FuzzRun(target, seed)).ToList();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            foreach (var run in runs)
                await run.TryAsync(AtATime);
            await commands.TryAsync(2);
            await File.WriteAllTextAsync(ReportFile, Report(clock.Elapsed, runs, commands), TestContext.Current.CancellationToken);
        }

        Assert.True(runs.Sum(run => run.Findings) + commands.Findings.Count == 0, $"See {ReportFile}");
    }

    private static string ReportFile =>
        Environment.GetEnvironmentVariable("PROMPTLAB_FUZZ_REPORT") ?? Path.Combine(AppContext.BaseDirectory, "fuzz-report.txt");

    private static string Report(TimeSpan elapsed, IReadOnlyList<FuzzRun> runs, CommandFuzz commands) =>
        string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMinutes:0.0} minutes, {runs.Sum(run => run.Tried)} texts\n")
        + string.Concat(
            runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Name}: {run.Tried} texts, {run.Findings} findings\n"))
        )
        + string.Create(CultureInfo.InvariantCulture, $"commands: {commands.Tried} projects, {commands.Findings.Count} findings\n\n")
        + string.Concat(runs.Select(run => run.Report()))
        + string.Join('\n', commands.Findings);

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
