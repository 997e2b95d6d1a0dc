using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Tests.Durability;

/// <summary>
/// Every writing command, each of whose writes fails in turn, as on a full disk and where files may not be written: it ends with 2 or
/// 3 and names the file, leaves nothing half, and when there is room again it leaves what an undisturbed one leaves.
/// </summary>
public sealed partial class FailedWriteTests(DurabilityWorld world) : IClassFixture<DurabilityWorld>
{
    // What was answered while the disk filled up can be kept nowhere.
    private const int InFlight = 2;

    private const int MostSteps = 200;

    public static TheoryData<string, bool> Names =>
        [.. Scenarios.All.SelectMany(scenario => new (string, bool)[] { (scenario.Name, true), (scenario.Name, false) })];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_write_that_fails_is_said_and_the_repeat_leaves_what_an_undisturbed_command_leaves(string name, bool isDiskFull)
    {
        var scenario = Scenarios.All.First(one => one.Name == name);
        using var undisturbed = await world.CopyAsync(scenario);
        var before = world.Calls;
        var done = await undisturbed.RunAsync(scenario.Arguments);
        Assert.True(done.Exit == 0, done.Error);
        var (expected, calls) = (undisturbed.State, world.Calls - before);

        for (var step = 0; await FailedAsync(scenario, step, isDiskFull, expected, calls); step++)
            Assert.InRange(step, 0, MostSteps);
    }

    // False where the command came to its end before the step.
    private async Task<bool> FailedAsync(Scenario scenario, int step, bool isDiskFull, string expected, int calls)
    {
        using var copy = await world.CopyAsync(scenario);
        var (observer, before) = (new FailFrom(step, isDiskFull), world.Calls);
        var result = await copy.ObservedAsync(observer, scenario.Arguments);
        if (observer.FailedAt is not { } failedAt)
        {
            Assert.True(step > 0, "The command took no step, so nothing was tried.");
            return false;
        }

        var place = $"{scenario.Name}, failed at step {step}, {failedAt}";
        Assert.True(result is { Exit: 2 or 3 }, $"{place}: {result?.Exit} {result?.Out}{result?.Error}");
        Assert.True(FileName().IsMatch(result!.Error), $"{place}: no file is named: {result.Error}");
        var said = await copy.RepeatAsync(scenario);
        Assert.True(expected == copy.State, $"{place}\n--- expected\n{expected}\n--- actual\n{copy.State}\n--- said\n{said}");
        Assert.True(
            world.Calls - before <= calls + InFlight,
            $"{place}: {world.Calls - before} calls instead of {calls}: something was paid for twice."
        );
        var end = await copy.RunAsync("check");
        Assert.True(end.Exit == 0, $"{place}: {end.Out}{end.Error}");
        return true;
    }

    [GeneratedRegex(@"[a-z-]+[.](md|csv|jsonl|json|yaml|lock)|[0-9]{8}-[0-9]{6}-", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();
}

/// <summary>Lets every write from one on fail, as a disk that is full does, or a folder that became read-only.</summary>
/// <param name="first">The number of writes that succeed before.</param>
/// <param name="isDiskFull">False where access is denied.</param>
internal sealed class FailFrom(int first, bool isDiskFull) : IStepObserver
{
    private int _taken;

    /// <summary>The first step that failed; null where none did.</summary>
    public string? FailedAt { get; private set; }

    public void Before(string step)
    {
        if (Interlocked.Increment(ref _taken) <= first)
            return;
        FailedAt ??= step;
        throw isDiskFull
            ? new IOException($"No space left on device : '{step}'")
            : new UnauthorizedAccessException($"Access to the path '{step}' is denied.");
    }

    public void Waiting() { }
}
