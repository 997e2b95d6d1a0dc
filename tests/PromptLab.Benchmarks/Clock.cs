using System.Diagnostics;

namespace PromptLab.Benchmarks;

/// <summary>Times work after the garbage of what came before it is collected.</summary>
internal static class Clock
{
    public static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun);
    }
}
