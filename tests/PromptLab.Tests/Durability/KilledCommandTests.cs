using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>
/// Every writing command, killed before each step by which it changes files and then repeated: what is there in the end is what an
/// undisturbed command leaves, and nothing twice.
/// </summary>
public sealed class KilledCommandTests(DurabilityWorld world) : IClassFixture<DurabilityWorld>
{
    private const int MostSteps = 200;

    public static TheoryData<string> Names => [.. Scenarios.All.Select(scenario => scenario.Name)];

    public static TheoryData<string> Readers => [.. Scenarios.Readers.Keys];

    [Fact]
    public void Every_command_is_tried_or_is_known_to_write_nothing() =>
        Assert.Equal(
            CommandTree.All.Keys.Order(StringComparer.Ordinal),
            Scenarios
                .All.Select(scenario => scenario.Command)
                .Concat(Scenarios.Readers.Keys)
                .Concat(Scenarios.Elsewhere.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_command_that_reads_takes_no_step(string command)
    {
        using var copy = await world.CopyAsync(new Scenario(command, command) { Subject = "" });
        var observer = new KillAt(int.MaxValue);
        var before = copy.State;

        var result = await copy.ObservedAsync(observer, Scenarios.Readers[command]);

        Assert.NotNull(result);
        Assert.NotEqual(2, result.Exit);
        Assert.Empty(observer.Taken);
        Assert.Equal(before, copy.State);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_command_that_is_killed_at_any_step_and_repeated_leaves_what_an_undisturbed_one_leaves(string name)
    {
        var scenario = Scenarios.All.First(one => one.Name == name);
        using var undisturbed = await world.CopyAsync(scenario);
        var done = await undisturbed.RunAsync(scenario.Arguments);
        Assert.True(done.Exit == 0, done.Error);
        var expected = undisturbed.State;

        for (var step = 0; await KilledAsync(scenario, step, expected); step++)
            Assert.InRange(step, 0, MostSteps);
    }

    // False where the command came to its end before the step.
    private async Task<bool> KilledAsync(Scenario scenario, int step, string expected)
    {
        using var copy = await world.CopyAsync(scenario);
        var observer = new KillAt(step);
        await copy.ObservedAsync(observer, scenario.Arguments);
        if (observer.KilledBefore is not { } killedBefore)
        {
            Assert.True(step > 0, "The command took no step, so nothing was tried.");
            return false;
        }

        var place = $"{scenario.Name}, killed before step {step}, {killedBefore}";
        var check = await copy.RunAsync("check");
        string[] waysOut = ["interrupted", "promptlab renumber"];
        Assert.True(
            check.Exit == 0 || waysOut.Any(way => (check.Out + check.Error).Contains(way, StringComparison.Ordinal)),
            $"{place}: {check.Out}{check.Error}"
        );
        var said = await copy.RepeatAsync(scenario);
        Assert.True(expected == copy.State, $"{place}\n--- expected\n{expected}\n--- actual\n{copy.State}\n--- said\n{said}");
        var end = await copy.RunAsync("check");
        Assert.True(end.Exit == 0, $"{place}: {end.Out}{end.Error}");
        return true;
    }
}
