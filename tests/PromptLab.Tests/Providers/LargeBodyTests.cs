using System.IO.Compression;
using System.Text;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>Of a vast or endless body a bounded part is read, whatever the provider and however it is compressed.</summary>
public sealed class LargeBodyTests
{
    private const int Megabyte = 1024 * 1024;
    private const int Vast = 100 * Megabyte;

    // What the sockets hold beyond what the client reads.
    private const int InFlight = 48 * Megabyte;

    public static TheoryData<string> Kinds => ServedModel.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_answer_without_end_is_read_up_to_16_MB_and_is_not_asked_for_again(string kind)
    {
        await using var server = new EndlessServer(200);

        var failed = await ServedModel.At(kind, server.Root).FailAsync();

        Assert.Equal("too-large", failed.Failure.Type);
        Assert.Equal(
            "The response of 127.0.0.1 has more than 16 MB, and was not read to its end. Limit it by max_output_tokens.",
            failed.Failure.Message
        );
        Assert.InRange(await server.Sent, 16 * Megabyte, (16 * Megabyte) + InFlight);
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_body_without_end_is_read_up_to_64_KB(string kind)
    {
        await using var server = new EndlessServer(400);

        var failed = await ServedModel.At(kind, server.Root).FailAsync();

        Assert.Equal("http-400", failed.Failure.Type);
        Assert.InRange(await server.Sent, 1, InFlight);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_code_before_a_message_that_is_cut_off_still_counts(string kind)
    {
        var body =
            """{"error": {"code": "insufficient_quota", "type": "insufficient_quota", "message": " """ + new string('x', Megabyte) + "\"}}";
        await using var server = await ChatServer.StartAsync(429, body);

        Assert.Equal("quota", (await ServedModel.Of(kind, server).FailAsync()).Failure.Type);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_counts_after_its_expansion(string encoding)
    {
        var bomb = Compress(encoding, new byte[Vast]);
        Assert.InRange(bomb.Length, 1, Megabyte);
        await using var server = await ServeAsync(encoding, bomb);

        Assert.Equal("too-large", (await ServedModel.Of("openai", server).FailAsync()).Failure.Type);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_compressed_answer_is_read(string kind)
    {
        await using var server = await ServeAsync("gzip", Compress("gzip", Encoding.UTF8.GetBytes(Replies.Text(kind, "yes"))));

        Assert.Equal("yes", (await ServedModel.Of(kind, server).AskAsync()).Text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_answer_of_a_megabyte_is_read(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, new string('x', Megabyte)));

        Assert.Equal(Megabyte, (await ServedModel.Of(kind, server).AskAsync()).Text.Length);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_body_that_is_nested_deeply_is_read_or_called_too_deep(string kind)
    {
        foreach (var depth in new[] { 100, 5000 })
        {
            var deep = $$"""{"extra": {{new string('[', depth)}}{{new string(']', depth)}}, """;
            await using var server = await ChatServer.StartAsync(200, deep + Replies.Text(kind, "yes").TrimStart()[1..]);
            var asking = ServedModel.Of(kind, server).AskAsync();

            if (await Record.ExceptionAsync(() => asking) is not ModelCallException failed)
            {
                Assert.Equal("yes", (await asking).Text);
                continue;
            }

            Assert.Equal(("too-large", 1), (failed.Failure.Type, server.Calls));
            Assert.EndsWith("too deep to be read.", failed.Failure.Message, StringComparison.Ordinal);
        }
    }

    private static Task<ChatServer> ServeAsync(string encoding, byte[] body) =>
        ChatServer.StartAsync(
            async (_, context) =>
            {
                context.Response.ContentType = "application/json";
                context.Response.Headers.ContentEncoding = encoding;
                await context.Response.Body.WriteAsync(body);
            }
        );

    private static byte[] Compress(string encoding, byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (
            Stream stream = encoding switch
            {
                "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
                "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
                _ => new ZLibStream(compressed, CompressionLevel.Fastest),
            }
        )
            stream.Write(bytes);
        return compressed.ToArray();
    }
}
