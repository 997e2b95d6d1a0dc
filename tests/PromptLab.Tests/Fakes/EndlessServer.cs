using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromptLab.Tests.Fakes;

/// <summary>
/// A server on the loopback interface whose bodies never end. It speaks on plain sockets, so that it knows how much of a body went
/// out before the client closed the connection.
/// </summary>
internal sealed class EndlessServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<long> _sent = new();
    private readonly int _status;
    private readonly Task _serving;

    public EndlessServer(int status)
    {
        _status = status;
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>The address without a path.</summary>
    public string Root => $"http://{_listener.LocalEndpoint}";

    /// <summary>How many requests arrived.</summary>
    public int Calls { get; private set; }

    /// <summary>The bytes of the first body that went out before the client closed.</summary>
    public Task<long> Sent => _sent.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _serving;
        _listener.Stop();
        _stopping.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Calls++;
                _sent.TrySetResult(await AnswerAsync(client.GetStream()));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task<long> AnswerAsync(NetworkStream stream)
    {
        var sent = 0L;
        try
        {
            var request = new byte[1 << 16];
            _ = await stream.ReadAsync(request, _stopping.Token); // small: it comes in one piece
            var head = $"HTTP/1.1 {_status} Whatever\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{{\"message\": \"";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stopping.Token);
            var part = Encoding.ASCII.GetBytes(new string('x', 1 << 16));
            while (true)
            {
                await stream.WriteAsync(part, _stopping.Token);
                sent += part.Length;
            }
        }
        catch (IOException)
        {
            return sent;
        }
    }
}
