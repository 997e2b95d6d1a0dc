using System.Diagnostics;
using System.Globalization;

namespace PromptLab.Tests.Soak;

/// <summary>
/// The loop over and over while the server breaks. Two rounds in the suite; with PROMPTLAB_SOAK_MINUTES=30 it goes on for so long and
/// holds memory, handles and threads to what they were in the beginning. PROMPTLAB_SOAK_LOG names a file that gets the samples.
/// </summary>
public sealed class SoakTests
{
    private const int ShortRounds = 2;
    private const int WarmUpRounds = 20;
    private const int FewestSamples = 30;
    private const double MostGrowth = 1.25;
    private const double MemorySlack = 8; // MB, which a garbage collector may have or not have
    private const double CountSlack = 16; // threads and handles that come and go

    [Fact]
    public async Task The_loop_ends_as_it_should_round_after_round_and_nothing_grows()
    {
        var length = Length();
        await using var server = await SoakServer.StartAsync();
        var (begun, samples) = (Stopwatch.GetTimestamp(), new List<SoakSample>());
        for (var round = 1; length is null ? round <= ShortRounds : Stopwatch.GetElapsedTime(begun) < length; round++)
        {
            using (var one = new SoakRound(server))
                await one.RunAsync();
            if (length is not null)
                samples.Add(Keep(SoakSample.Take(round, Stopwatch.GetElapsedTime(begun), server.Calls)));
        }

        if (length is null)
            return; // other tests run beside this one, so what the process holds says nothing
        var steady = samples.Skip(WarmUpRounds).ToList();
        Assert.True(steady.Count >= FewestSamples, $"{steady.Count} rounds after the warm-up are too few to tell. Give it more minutes.");
        AssertFlat("memory in MB", steady, sample => sample.MemoryMb, MemorySlack);
        AssertFlat("handles", steady, sample => sample.Handles, CountSlack);
        AssertFlat("threads", steady, sample => sample.Threads, CountSlack);
    }

    private static TimeSpan? Length() =>
        Environment.GetEnvironmentVariable("PROMPTLAB_SOAK_MINUTES") is { Length: > 0 } minutes
            ? TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))
            : null;

    private static void AssertFlat(string what, List<SoakSample> samples, Func<SoakSample, double> of, double slack)
    {
        var third = samples.Count / 3;
        var (first, last) = (Median(samples.Take(third).Select(of)), Median(samples.TakeLast(third).Select(of)));
        Assert.True(
            last <= (first * MostGrowth) + slack,
            string.Create(CultureInfo.InvariantCulture, $"{what}: {first:0.0} in the first third, {last:0.0} in the last one.")
        );
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static SoakSample Keep(SoakSample sample)
    {
        if (Environment.GetEnvironmentVariable("PROMPTLAB_SOAK_LOG") is { Length: > 0 } log)
            File.AppendAllText(log, sample.Line + "\n");
        return sample;
    }
}
