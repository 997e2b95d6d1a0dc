using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;
using PromptLab.Tests.Providers;

namespace PromptLab.Tests.Cli;

/// <summary>Items with pictures, from a column of a CSV file to the journal, a recording and the checks before a run.</summary>
public sealed class PictureProjectTests : IAsyncLifetime
{
    private static readonly string PngHash =
        "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String(PictureWireTests.Png)));

    private readonly TestBench _bench = new();
    private ChatServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _bench.Variables["SERVED_KEY"] = "secret";
        _server = await ChatServer.StartAsync(
            (_, context) =>
            {
                context.Response.ContentType = "application/json";
                return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, ChatServer.Completion("yes"));
            }
        );
        SmallProject.WriteConfig(_bench, _server.Address);
        _bench.Write(
            "evalsets/tickets/evalset.yaml",
            "schema: promptlab/evalset@1\nname: tickets\ndata: items.csv\ngraders: [{ id: right, type: equals }]\n"
        );
        WriteItems("t-1,images/a.png,what is it?,yes");
        WriteFile("images/a.png", Convert.FromBase64String(PictureWireTests.Png));
        WriteDraft();
        Assert.Equal(0, (await _bench.RunAsync("freeze", "triage", "--hypothesis", "Plain.")).Exit);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task A_run_sends_the_bytes_and_keeps_name_type_size_and_hash_alone()
    {
        var run = await _bench.RunAsync("run");

        Assert.True(run.Exit == 0, run.Error);
        Assert.Equal(
            "data:image/png;base64," + PictureWireTests.Png,
            Assert.Single(_server.Requests).Body["messages"]![0]!["content"]![1]!["image_url"]!["url"]!.GetValue<string>()
        );
        var line = JsonNode.Parse(_bench.Read(Journals().Single()))!;
        Assert.Equal(
            $$"""[{"text":"Look:\n\n"},{"file":"images/a.png","type":"image/png","size":70,"hash":"{{PngHash}}"},{"text":"\n\nwhat is it?"}]""",
            line["messages"]![0]!["parts"]!.ToJsonString()
        );
        var kept = Directory.GetFiles(Path.Combine(_bench.Folder, "results"), "*", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.All(kept, text => Assert.DoesNotContain(PictureWireTests.Png[..40], text, StringComparison.Ordinal));
        var check = await _bench.RunAsync("check");
        Assert.True(check.Exit == 0, check.Out + check.Error);
        Assert.Contains(
            "file images/a.png: image/png, 70 bytes",
            (await _bench.RunAsync("show", "triage@v1", "--item", "t-1")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_picture_is_another_item_and_another_request()
    {
        await _bench.RunAsync("run", "--cache", "read-write");
        await _bench.RunAsync("run", "--cache", "read-write");
        Assert.Equal(1, _server.Calls);
        var before = ItemHashes().Distinct().Single();
        WriteFile("images/a.png", [.. Convert.FromBase64String(PictureWireTests.Png), 0]);

        await _bench.RunAsync("run", "--cache", "read-write");

        Assert.Equal(2, _server.Calls);
        Assert.Contains(ItemHashes(), hash => hash != before);
    }

    [Fact]
    public async Task A_recording_answers_the_same_picture()
    {
        await _bench.RunAsync("run");
        Assert.Equal(0, (await _bench.RunAsync("record", "triage@v1", "--out", "results/recordings/r.jsonl")).Exit);
        _bench.Write(
            "promptlab.yaml",
            """
            schema: promptlab/config@1
            providers: { replay: { kind: recorded, recording: results/recordings/r.jsonl } }
            models: { main: { provider: replay, id: small, parameters: { temperature: 0, max_output_tokens: 5 } } }
            run: { model: main }
            experiments: { all: { prompts: [triage@v1], evalset: tickets } }
            """
        );

        var run = await _bench.RunAsync("run");

        Assert.True(run.Exit == 0, run.Error);
        Assert.Equal(1, _server.Calls);
    }

    [Theory]
    [InlineData("images/none.png", "There is no file “images/none.png”, which “file:photo” names.")]
    [InlineData("../../promptlab.yaml", "“../../promptlab.yaml” in “file:photo” is outside the eval set's folder.")]
    [InlineData("/etc/hostname", "is outside the eval set's folder.")]
    [InlineData("images/text.png", "“images/text.png” is no PNG, JPEG, GIF, WebP or PDF file, by its first bytes.")]
    [InlineData("images/a.jpg", "“images/a.jpg” is image/png by its first bytes. Give its name the ending .png.")]
    [InlineData("images/link.png", "is a link to a file outside the eval set's folder.")]
    [InlineData("images/large.png", "“images/large.png” has 21 MB; a file has at most 20 MB.")]
    public async Task A_file_that_can_not_be_sent_is_an_error_with_its_line_before_anything_is(string file, string message)
    {
        WriteFile("images/text.png", "hello"u8.ToArray());
        WriteFile("images/a.jpg", Convert.FromBase64String(PictureWireTests.Png));
        WriteFile("images/large.png", new byte[21 * 1024 * 1024]);
        File.CreateSymbolicLink(
            Path.Combine(_bench.Folder, "evalsets/tickets/images/link.png"),
            Path.Combine(_bench.Folder, "promptlab.yaml")
        );
        WriteItems($"t-1,{file},what is it?,yes");

        var run = await _bench.RunAsync("run");
        var check = await _bench.RunAsync("check");

        Assert.Equal((2, 2), (run.Exit, check.Exit));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("evalsets/tickets/items.csv:2: The item “t-1”:", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, _server.Calls);
    }

    [Fact]
    public async Task A_model_that_takes_no_files_is_refused()
    {
        _bench.Write(
            "promptlab.yaml",
            _bench.Read("promptlab.yaml").Replace("id: small", "id: small\n    files: false", StringComparison.Ordinal)
        );

        var run = await _bench.RunAsync("run");

        Assert.Equal(2, run.Exit);
        Assert.Contains("triage@v1 has a file, “photo”, and “main” takes none (“files: false”).", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type: file", "id,photo,message,expected", "Name the column or key “file:photo”, with the path of the file.")]
    [InlineData("type: text", "id,file:photo,message,expected", "Declare the variable with “type: file”.")]
    public async Task A_column_and_a_variable_agree_on_what_is_a_file(string type, string header, string message)
    {
        WriteDraft(variable: $"{{ {type} }}");
        _bench.Write("evalsets/tickets/items.csv", $"{header}\nt-1,images/a.png,m,yes\n");

        var run = await _bench.RunAsync("run", "--prompt", "triage@draft", "--evalset", "tickets");

        Assert.Equal(2, run.Exit);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_outside_the_user_message_is_an_error_of_the_prompt()
    {
        _bench.Write(
            "prompts/triage/draft.prompt.md",
            _bench
                .Read("prompts/triage/draft.prompt.md")
                .Replace("# Current query\n\nLook:", "# Context\n\n{photo}\n\n# Current query\n\nLook:", StringComparison.Ordinal)
        );

        var check = await _bench.RunAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains("“{photo}” is a file; it stands in the user message", check.Out + check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_an_item_that_looks_like_a_mark_is_a_text()
    {
        WriteItems("t-1,images/a.png,\uE0000\uE000\uE001,yes");

        await _bench.RunAsync("run");

        var content = Assert.Single(_server.Requests).Body["messages"]![0]!["content"]!.AsArray();
        Assert.Equal(["text", "image_url", "text"], content.Select(part => part!["type"]!.GetValue<string>()));
        Assert.Equal("\uE0000\uE000\uE001", content[2]!["text"]!.GetValue<string>().Trim());
    }

    private IEnumerable<string> Journals() =>
        Directory
            .GetFiles(Path.Combine(_bench.Folder, "results/runs"), "items.jsonl", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_bench.Folder, file));

    private List<string> ItemHashes() =>
        [.. Journals().Select(file => JsonNode.Parse(_bench.Read(file))!["item_hash"]!.GetValue<string>())];

    private void WriteFile(string file, byte[] bytes)
    {
        var path = Path.Combine(_bench.Folder, "evalsets/tickets", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private void WriteItems(string row) => _bench.Write("evalsets/tickets/items.csv", $"id,file:photo,message,expected\n{row}\n");

    private void WriteDraft(string variable = "{ type: file }") =>
        _bench.Write(
            "prompts/triage/draft.prompt.md",
            $$"""
            ---
            schema: promptlab/prompt@1
            name: triage
            version: draft
            parent: {{(Directory.Exists(Path.Combine(_bench.Folder, "prompts/triage")) ? "v1" : "null")}}
            variables:
              photo: {{variable}}
              message: { required: true }
            ---

            # Current query

            Look:

            {photo}

            {message}

            """
        );
}
