using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Calling;

/// <summary>A key that leaves the machine unencrypted is warned of, once for each provider.</summary>
public sealed class PlainHttpTests
{
    [Theory]
    [InlineData("http://models.example.com/v1")]
    [InlineData("http://10.0.0.5:8000/v1")]
    [InlineData("http://[2001:db8::1]/v1")]
    public async Task A_key_over_http_to_another_host_is_warned_of(string endpoint)
    {
        using var bench = Bench(endpoint, "api_key_env: THE_KEY");

        foreach (var command in new[] { "check", "models" })
        {
            var result = await bench.RunAsync(command);

            var text = result.Out + result.Error;
            Assert.Equal(0, result.Exit);
            Assert.Equal(2, text.Split("The key in THE_KEY goes to ").Length);
            Assert.Contains(
                "unencrypted, where anyone on the way can read it. Give the provider “p” an https:// address.",
                text,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("http://localhost:1234/v1", "api_key_env: THE_KEY")]
    [InlineData("http://127.0.0.1/v1", "api_key_env: THE_KEY")]
    [InlineData("http://127.8.9.1/v1", "api_key_env: THE_KEY")]
    [InlineData("http://[::1]:8080/v1", "api_key_env: THE_KEY")]
    [InlineData("https://models.example.com/v1", "api_key_env: THE_KEY")]
    [InlineData("http://models.example.com/v1", "")] // no key
    public async Task Loopback_https_and_calls_without_a_key_are_not(string endpoint, string key)
    {
        using var bench = Bench(endpoint, key);

        foreach (var command in new[] { "check", "models" })
        {
            var result = await bench.RunAsync(command);

            Assert.DoesNotContain("unencrypted", result.Out + result.Error, StringComparison.Ordinal);
        }
    }

    private static TestBench Bench(string endpoint, string key)
    {
        var bench = new TestBench();
        bench.Variables["THE_KEY"] = "the-key";
        bench.Write(
            "promptlab.yaml",
            $$"""
            schema: promptlab/config@1
            providers:
              p:
                kind: openai-compatible
                endpoint: "{{endpoint}}"
                {{key}}
            models:
              one: { provider: p, id: a }
              two: { provider: p, id: b }
            """
        );
        return bench;
    }
}
