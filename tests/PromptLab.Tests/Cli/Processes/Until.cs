using System.Diagnostics;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>Waits for what another process does.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Looks every millisecond until something is true.</summary>
    public static async Task TrueAsync(Func<bool> isTrue, string otherwise)
    {
        for (var begun = Stopwatch.GetTimestamp(); !isTrue(); await Task.Delay(1, TestContext.Current.CancellationToken))
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, otherwise);
    }
}
