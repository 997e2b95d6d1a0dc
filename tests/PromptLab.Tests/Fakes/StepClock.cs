using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Fakes;

/// <summary>A clock that stands still until a test moves it, and tells when somebody began to wait by it.</summary>
internal sealed class StepClock : FakeTimeProvider, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _begun = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _begun.Release();
        return timer;
    }

    /// <summary>Waits until somebody waits by the clock who was not waited for yet.</summary>
    public async Task SomebodyWaitsAsync() =>
        Assert.True(await _begun.WaitAsync(Patience, TestContext.Current.CancellationToken), "Nobody waits.");

    /// <summary>Waits until somebody waits by the clock, and then lets time pass.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await SomebodyWaitsAsync();
        Advance(time);
    }

    public void Dispose() => _begun.Dispose();
}
