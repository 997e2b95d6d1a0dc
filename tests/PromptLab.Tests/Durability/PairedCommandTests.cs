using PromptLab.Tests.Cli.Processes;

namespace PromptLab.Tests.Durability;

/// <summary>
/// Two commands that change the same files at once: what is there in the end is what one after the other leaves, in one of the two
/// orders, with the exit codes of that order.
/// </summary>
/// <remarks>
/// Nothing goes by moments here: the second command begins just before a step of the first one, and the first one goes on when the
/// second has ended or waits for a lock. Without PROMPTLAB_SLOW=1 it is the first step, when everything is decided and nothing
/// written, of each command with itself and with <c>freeze</c> and <c>promote</c>; with it, all steps of all pairs, and processes.
/// </remarks>
public sealed class PairedCommandTests(DurabilityWorld world) : IClassFixture<DurabilityWorld>
{
    private static readonly string[] Neighbours = ["freeze", "promote"];

    private static bool IsSlow => Environment.GetEnvironmentVariable("PROMPTLAB_SLOW") is not null;

    public static TheoryData<string, string> Pairs =>
        [
            .. from first in Scenarios.All
            from second in Scenarios.All
            where
                first.Subject == second.Subject && CanMeet(first, second) && (IsSlow || first == second || Neighbours.Contains(second.Name))
            select (first.Name, second.Name),
        ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Two_commands_at_once_leave_what_one_after_the_other_leaves(string first, string second)
    {
        var (one, other) = (
            Scenarios.All.First(scenario => scenario.Name == first),
            Scenarios.All.First(scenario => scenario.Name == second)
        );
        var allowed = new[] { await InOrderAsync(one, other, firstIsFirst: true), await InOrderAsync(one, other, firstIsFirst: false) };
        for (var step = 0; ; step++)
        {
            if ((step > 0 && !IsSlow) || await InTheMiddleAsync(one, other, step) is not { } outcome)
                return;
            Assert.True(allowed.Contains(outcome), $"{first}, and {second} before its step {step}\n{Describe(allowed, outcome)}");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Two_processes_at_once_leave_what_one_after_the_other_leaves(string first, string second)
    {
        Assert.SkipUnless(IsSlow, "Some hundred processes take minutes. Set PROMPTLAB_SLOW=1 to run them.");
        var (one, other) = (
            Scenarios.All.First(scenario => scenario.Name == first),
            Scenarios.All.First(scenario => scenario.Name == second)
        );
        var allowed = new[] { await InOrderAsync(one, other, firstIsFirst: true), await InOrderAsync(one, other, firstIsFirst: false) };
        using var copy = await world.CopyAsync(Both(one, other));
        await using var process = Executable.Start(copy.Bench, one.Arguments);
        await using var process2 = Executable.Start(copy.Bench, other.Arguments);
        var exits = (One: (await process.EndAsync()).Exit, Other: (await process2.EndAsync()).Exit);
        var outcome = new Outcome(exits.One, exits.Other, copy.State);
        Assert.True(allowed.Contains(outcome), $"{first} and {second}\n{Describe(allowed, outcome)}");
    }

    private async Task<Outcome> InOrderAsync(Scenario one, Scenario other, bool firstIsFirst)
    {
        using var copy = await world.CopyAsync(Both(one, other));
        var (before, after) = firstIsFirst ? (one, other) : (other, one);
        var (begun, ended) = (await copy.RunNowAsync(before.Arguments), await copy.RunNowAsync(after.Arguments));
        return firstIsFirst ? new Outcome(begun.Exit, ended.Exit, copy.State) : new Outcome(ended.Exit, begun.Exit, copy.State);
    }

    // Null where the first command takes no such step.
    private async Task<Outcome?> InTheMiddleAsync(Scenario one, Scenario other, int step)
    {
        using var copy = await world.CopyAsync(Both(one, other));
        var observer = new RunAt(step, async () => (await copy.RunNowAsync(other.Arguments)).Exit);
        var result = await copy.ObservedAsync(observer, one.Arguments);
        return observer.Other is { } second ? new Outcome(result!.Exit, await second, copy.State) : null;
    }

    // Where the draft is deleted for one of them, it can't be split for the other.
    private static bool CanMeet(Scenario first, Scenario second) =>
        (first.Edit is null && second.Edit is null) || first.Before.Length + second.Before.Length == 0;

    private static Scenario Both(Scenario one, Scenario other) =>
        one with
        {
            Before = [.. one.Before.Concat(other.Before).DistinctBy(before => string.Join(' ', before))],
            Edit = one.Edit ?? other.Edit,
        };

    private static string Describe(IEnumerable<Outcome> allowed, Outcome outcome) =>
        $"--- allowed\n{string.Join("\n--- or\n", allowed)}\n--- actual\n{outcome}";

    private sealed record Outcome(int First, int Second, string State)
    {
        public override string ToString() => $"exits {First} and {Second}\n{State}";
    }
}
