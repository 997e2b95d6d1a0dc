namespace PromptLab.Running;

/// <summary>From a stop on, gives calls under way some time to end, and then abandons them.</summary>
internal sealed class GracePeriod : IDisposable
{
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timer;

    public GracePeriod(TimeSpan length, TimeProvider time, CancellationTokenSource abandoned, CancellationToken stopping) =>
        _registration = stopping.Register(() =>
            _timer = time.CreateTimer(_ => abandoned.Cancel(), state: null, length, Timeout.InfiniteTimeSpan)
        );

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
    }
}
