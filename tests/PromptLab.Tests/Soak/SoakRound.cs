using System.Globalization;
using System.Text.RegularExpressions;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Soak;

/// <summary>
/// The loop in a project of its own, before a server that breaks and then recovers: runs that are stopped and resumed, comparisons,
/// a gate and a claim.
/// </summary>
internal sealed class SoakRound(SoakServer server) : IDisposable
{
    private const int Items = 24;
    private const string DisturbedSeconds = "0.5"; // calls that never end are many then
    private const string CalmSeconds = "60"; // no machine is too slow for that

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>Goes through the loop; whatever breaks, its end is that of an undisturbed one.</summary>
    public async Task RunAsync()
    {
        server.IsDisturbed = false;
        await WriteAsync();
        server.IsDisturbed = true;
        Wait(DisturbedSeconds);
        string[] run = ["run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets", "--split", "dev"];
        await StoppedAsync(server.Calls + 7, run);
        await TryAsync([0, 2, 3], "run", "--resume"); // 2 where the stop came after the end
        await TryAsync([0, 3], "confirm", "triage@v2", "--against", "v1", "--evalset", "tickets", "--model", "main");
        server.IsDisturbed = false;
        Wait(CalmSeconds);
        await TryAsync([0, 2], "run", "--resume"); // 2 where nothing is left to ask
        await TryAsync([0], run);
        await TryAsync([0], "confirm", "triage@v2", "--against", "v1", "--evalset", "tickets", "--model", "main");
        await TryAsync([0], "compare", "triage@v1", "triage@v2");
        await TryAsync([0], "gate", "--run", "triage@v2", "--gate", "metric: pass_rate, min: 0.9");
        await TryAsync([0], "grade", "triage@v2");
        foreach (var command in (string[])["board", "status", "log"])
            await TryAsync([0], command, "triage");
        await TryAsync([0], "cache", "stats");
        await TryAsync([0], "check");
    }

    private async Task WriteAsync()
    {
        _bench.Variables["SERVED_KEY"] = "secret";
        await SmallProject.WriteAsync(_bench, server.Address);
        _bench.Write(
            "promptlab.yaml",
            _bench
                .Read("promptlab.yaml")
                .Replace(
                    "concurrency: 2",
                    "concurrency: 4, timeout_seconds: 0.5, grace_seconds: 1, retries: { max_attempts: 3, first_wait_seconds: 0.001, total_seconds: 60 }",
                    StringComparison.Ordinal
                )
        );
        _bench.Write(
            "evalsets/tickets/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }
            graders:
              - { id: right, type: equals, ignore_case: true }
            """
        );
        var rows = Enumerable
            .Range(1, Items)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"t-{i:00},{(i <= Items / 2 ? "dev" : "holdout")},message {i},yes\n"));
        _bench.Write("evalsets/tickets/items.csv", "id,split,message,expected\n" + string.Concat(rows));
        SmallProject.WriteDraft(_bench, "Say yes or no. Take 2 words.", parent: "v1");
        await TryAsync([0], "freeze", "triage", "--hypothesis", "More words.");
    }

    private void Wait(string seconds) =>
        _bench.Write(
            "promptlab.yaml",
            Regex.Replace(
                _bench.Read("promptlab.yaml"),
                "timeout_seconds: [0-9.]+",
                $"timeout_seconds: {seconds}",
                RegexOptions.None,
                Limit
            )
        );

    private async Task StoppedAsync(int atCall, string[] arguments)
    {
        using var stopping = new CancellationTokenSource();
        server.OnCall = call =>
        {
            if (call == atCall)
                stopping.Cancel();
        };
        try
        {
            Expect([0, 3, 130], arguments, await _bench.RunAsync("", stopping.Token, arguments));
        }
        finally
        {
            server.OnCall = _ => { };
        }
    }

    private async Task TryAsync(int[] exits, params string[] arguments) => Expect(exits, arguments, await _bench.RunAsync(arguments));

    private static void Expect(int[] exits, string[] arguments, CommandResult result) =>
        Assert.True(exits.Contains(result.Exit), $"{string.Join(' ', arguments)} ended with {result.Exit}\n{result.Out}\n{result.Error}");
}
