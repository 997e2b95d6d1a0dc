using System.Diagnostics;

namespace PromptLab.Tests.Soak;

/// <summary>What the process holds after a round.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Elapsed">Since the first round began.</param>
/// <param name="Calls">How many calls the server was asked.</param>
/// <param name="MemoryMb">Managed memory after a full collection, in MB.</param>
/// <param name="ResidentMb">What the system counts for the process, in MB.</param>
/// <param name="Handles">Open handles.</param>
/// <param name="Threads">Threads.</param>
internal sealed record SoakSample(
    int Round,
    TimeSpan Elapsed,
    int Calls,
    double MemoryMb,
    double ResidentMb,
    double Handles,
    double Threads
)
{
    private const double Megabyte = 1024 * 1024;

    public string Line =>
        FormattableString.Invariant(
            $"round {Round}, {Elapsed.TotalSeconds:0} s, {Calls} calls, {MemoryMb:0.0} MB managed, {ResidentMb:0} MB resident, {Handles} handles, {Threads} threads"
        );

    public static SoakSample Take(int round, TimeSpan elapsed, int calls)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return new SoakSample(
            round,
            elapsed,
            calls,
            GC.GetTotalMemory(forceFullCollection: false) / Megabyte,
            process.WorkingSet64 / Megabyte,
            process.HandleCount,
            process.Threads.Count
        );
    }
}
