using System.Net;
using System.Net.Sockets;
using System.Text;
using PromptLab.Providers;
using PromptLab.Starting;

namespace PromptLab.Tests.Providers;

public sealed class OllamaModelsTests
{
    [Theory]
    [InlineData("""{"models":[{"name":"first:1b"},{"name":"second:7b"}]}""", "first:1b second:7b")]
    [InlineData("""{"models":[]}""", "")]
    [InlineData("""{"error":"not an Ollama"}""", null)]
    [InlineData("<html>", null)]
    public async Task The_models_of_a_local_server_are_read_and_another_server_is_none(string body, string? names)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, body);
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        var models = await OllamaModels.ListAsync(address, TestContext.Current.CancellationToken);

        await answering;
        Assert.Equal(names, models is null ? null : string.Join(' ', models));
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("192.168.1.5:9000", "http://192.168.1.5:9000/")]
    [InlineData("https://ollama.example", "https://ollama.example/")]
    public void The_address_is_that_of_the_variable_in_each_of_its_forms(string? host, string address) =>
        Assert.Equal(address, StarterModel.LocalOllama(name => name == "OLLAMA_HOST" ? host : null).ToString());

    private static async Task AnswerAsync(TcpListener listener, string body)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var request = new byte[4096];
        Assert.NotEqual(0, await stream.ReadAsync(request, TestContext.Current.CancellationToken));
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync((byte[])[.. head, .. bytes], TestContext.Current.CancellationToken);
    }
}
