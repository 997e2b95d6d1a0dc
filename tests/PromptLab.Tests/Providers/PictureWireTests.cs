using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Running;
using PromptLab.Tests.Cli;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>A picture of an item as it reaches each kind of provider, in its place among the texts.</summary>
public sealed class PictureWireTests : IDisposable
{
    /// <summary>A PNG of one pixel.</summary>
    public const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private const string PromptText = """
        ---
        schema: promptlab/prompt@1
        name: desk
        version: draft
        variables: { photo: { type: file, required: true }, message: { required: true } }
        ---

        # Task

        Look.

        # Current query

        Before.

        {photo}

        After: {message}
        """;

    private readonly TestBench _bench = new();

    public static TheoryData<string> Kinds => ServedModel.Kinds;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_picture_arrives_with_its_bytes_in_its_place(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "yes"));

        await AskAsync(ServedModel.Of(kind, server), Png, "images/a.png");

        var message = Assert.Single(server.Requests).Body["messages"]!.AsArray()[^1]!;
        var parts = PartsOf(message).ToList();
        string[] expected = kind == "ollama" ? ["Before.", "After: m", Png] : ["Before.", Png, "After: m"];
        Assert.Equal(expected, parts);
        if (kind == "anthropic")
            Assert.Equal("image/png", message["content"]![1]!["source"]!["media_type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("openai-compatible")]
    [InlineData("azure-openai")]
    [InlineData("anthropic")]
    [InlineData("http")]
    public async Task A_document_arrives_with_its_bytes(string kind)
    {
        var pdf = Convert.ToBase64String("%PDF-1.4\n%%EOF\n"u8);
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "yes"));

        await AskAsync(ServedModel.Of(kind, server), pdf, "a.pdf");

        var content = Assert.Single(server.Requests).Body["messages"]!.AsArray()[^1]!["content"]!.ToJsonString();
        Assert.Contains(pdf, content, StringComparison.Ordinal);
        Assert.Contains("application/pdf", content, StringComparison.Ordinal);
    }

    // The texts and the pictures of a message in order, whatever the protocol.
    private static IEnumerable<string> PartsOf(JsonNode message)
    {
        if (message["content"] is JsonValue text)
            return text.GetValue<string>()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Concat(message["images"]?.AsArray().Select(image => image!.GetValue<string>()) ?? []);
        return message["content"]!
            .AsArray()
            .Select(part =>
                part!["text"]?.GetValue<string>().Trim()
                ?? part["image_url"]?["url"]?.GetValue<string>().Split("base64,")[1]
                ?? part["source"]!["data"]!.GetValue<string>()
            );
    }

    private async Task AskAsync(Model model, string base64, string file)
    {
        var path = Path.Combine(_bench.Folder, "evalsets/desk", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(base64), TestContext.Current.CancellationToken);
        _bench.Write(
            "evalsets/desk/evalset.yaml",
            "schema: promptlab/evalset@1\nname: desk\ndata: items.csv\ngraders: [{ id: right, type: equals }]\n"
        );
        _bench.Write("evalsets/desk/items.csv", $"id,file:photo,message,expected\nt-1,{file},m,yes\n");
        var problems = new Problems();
        var set = EvalSetFile.Read(Path.Combine(_bench.Folder, "evalsets/desk/evalset.yaml"), "evalsets/desk/evalset.yaml", problems);
        Assert.True(set is not null, string.Join('\n', problems.Found));
        var prompt = Prompt.Parse(PromptText);
        var messages = PromptRenderer.Render(prompt, set.Items[0].Input);
        await model.Client.GetResponseAsync(
            LoadedMessages.Of(messages, set.Items[0]),
            PromptRequest.Options(model.Definition, prompt, set.Items[0].Input, repeat: 1),
            TestContext.Current.CancellationToken
        );
    }
}
