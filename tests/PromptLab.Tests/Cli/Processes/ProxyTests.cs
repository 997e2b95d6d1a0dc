using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>Proxies are those of the platform: the variables that other programs read as well.</summary>
[Collection(ProcessCollection.Name)]
public sealed class ProxyTests
{
    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("http_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task Calls_go_through_the_proxy_of_the_environment(string variable)
    {
        await using var proxy = await ChatServer.StartAsync(_ => "yes");
        using var bench = new TestBench();
        await SmallProject.WriteAsync(bench, "http://model.example/v1", items: 2);
        bench.Variables["SERVED_KEY"] = "secret";
        bench.Variables[variable] = proxy.Root;

        await using var run = Executable.Start(bench, "run");
        var result = await run.EndAsync();

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(2, proxy.Calls);
        Assert.All(proxy.Requests, request => Assert.Equal("model.example", request.Headers["Host"]));
    }

    [Fact]
    public async Task A_host_of_NO_PROXY_is_called_directly()
    {
        await using var server = await ChatServer.StartAsync(_ => "yes");
        using var bench = new TestBench();
        await SmallProject.WriteAsync(bench, server.Address, items: 2);
        bench.Variables["SERVED_KEY"] = "secret";
        bench.Variables["HTTP_PROXY"] = "http://127.0.0.1:9";
        bench.Variables["NO_PROXY"] = "127.0.0.1";

        await using var run = Executable.Start(bench, "run");
        var result = await run.EndAsync();

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(2, server.Calls);
    }
}
