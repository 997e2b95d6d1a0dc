using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptLab.Benchmarks;

/// <summary>
/// A chat completion server on the loopback interface that answers the same after the same time. It ends with its
/// standard input.
/// </summary>
internal sealed class ModelServer : IDisposable
{
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(
        """{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"small","system_fingerprint":"fp_1","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"yes"}}],"usage":{"prompt_tokens":40,"completion_tokens":1,"total_tokens":41}}"""
    );

    private readonly Process _process;

    private ModelServer(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>The base address.</summary>
    public string Address { get; }

    /// <summary>Starts the server as a process of its own, so that its work is not counted with ours.</summary>
    public static async Task<ModelServer> StartAsync(int latencyMs)
    {
        var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["serve", latencyMs.ToString(CultureInfo.InvariantCulture)])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ModelServer(process, address + "/v1");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Is the server.</summary>
    public static async Task<int> RunAsync(TimeSpan latency)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            if (latency > TimeSpan.Zero)
                await Task.Delay(latency);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Answer.Length;
            await context.Response.Body.WriteAsync(Answer);
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        );
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
