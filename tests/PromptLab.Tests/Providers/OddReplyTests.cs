using System.Text;
using System.Text.Json.Nodes;
using PromptLab.Models;
using PromptLab.Providers;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>A whole answer is kept, whatever the form that a server gives it; a body that is fine stays as it is.</summary>
public sealed class OddReplyTests
{
    private const string Whole = """
        {"id":"c1","object":"chat.completion","created":1,"model":"served","system_fingerprint":"fp",
         "choices":[{"index":0,"message":{"role":"assistant","content":"72"},"logprobs":null,"finish_reason":"stop"}],
         "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}
        """;

    public static TheoryData<string> Kinds => ServedModel.Kinds;

    [Theory]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":null", null)]
    [InlineData(",\"finish_reason\":\"stop\"", "", null)]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":\"\"", null)]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":\"eos_token\"", "stop")]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":\"eos\"", "stop")]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":\"end_turn\"", "stop")]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":\"stop_sequence\"", "stop")]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":\"STOP\"", "stop")]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":\"max_tokens\"", "length")]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":\"weary\"", "weary")]
    [InlineData("\"finish_reason\":\"stop\"", "\"finish_reason\":7", "7")]
    [InlineData("\"created\":1", "\"created\":1.772195752e9", "stop")]
    [InlineData("\"created\":1", "\"created\":\"1772195752\"", "stop")]
    [InlineData("\"created\":1", "\"created\":\"2026-11-29T10:00:00Z\"", "stop")]
    [InlineData("\"created\":1", "\"created\":null", "stop")]
    [InlineData("\"created\":1,", "", "stop")]
    [InlineData("\"id\":\"c1\"", "\"id\":17", "stop")]
    [InlineData("\"object\":\"chat.completion\"", "\"object\":null", "stop")]
    [InlineData("\"role\":\"assistant\",", "", "stop")]
    [InlineData("\"role\":\"assistant\"", "\"role\":null", "stop")]
    [InlineData("\"role\":\"assistant\"", "\"role\":\"model\"", "stop")]
    [InlineData("\"index\":0,", "", "stop")]
    [InlineData("\"index\":0", "\"index\":\"0\"", "stop")]
    [InlineData("\"content\":\"72\"", "\"content\":[{\"type\":\"text\",\"text\":\"7\"},{\"type\":\"text\",\"text\":\"2\"}]", "stop")]
    [InlineData(
        "\"content\":\"72\"",
        "\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm\"}]},{\"type\":\"text\",\"text\":\"72\"}]",
        "stop"
    )]
    [InlineData("\"content\":\"72\"", "\"content\":[\"72\"]", "stop")]
    [InlineData("\"content\":\"72\"", "\"content\":{\"type\":\"text\",\"text\":\"72\"}", "stop")]
    [InlineData("\"content\":\"72\"", "\"content\":72", "stop")]
    [InlineData("\"message\":{\"role\":\"assistant\",\"content\":\"72\"}", "\"text\":\"72\"", "stop")]
    [InlineData("\"role\":\"assistant\"", "\"role\":\"assistant\",\"tool_calls\":\"\",\"refusal\":false,\"annotations\":{}", "stop")]
    [InlineData("\"system_fingerprint\":\"fp\"", "\"system_fingerprint\":3,\"service_tier\":{}", "stop")]
    [InlineData("{\"id\"", "{\"error\":null,\"id\"", "stop")]
    [InlineData("{\"id\"", "{\"error\":\"\",\"id\"", "stop")]
    [InlineData("{\"id\"", "\uFEFF{\"id\"", "stop")]
    public async Task An_answer_of_an_odd_form_is_read_after_one_request(string what, string odd, string? finish)
    {
        foreach (var kind in new[] { "openai", "azure-openai", "openai-compatible" })
        {
            Assert.Contains(what, Whole, StringComparison.Ordinal);
            await using var server = await ChatServer.StartAsync(200, Whole.Replace(what, odd, StringComparison.Ordinal));

            var response = await ServedModel.Of(kind, server).AskAsync();

            Assert.Equal(("72", finish, 1), (response.Text, response.FinishReason?.Value, server.Calls));
            Assert.Equal(new TokenUsage { InputUncached = 10, OutputVisible = 5 }, TokenUsage.From(response.Usage));
        }
    }

    [Theory]
    [InlineData("{\"prompt_tokens\":10.0,\"completion_tokens\":5.0,\"total_tokens\":15.0}", 10L, 5L)]
    [InlineData("{\"prompt_tokens\":\"10\",\"completion_tokens\":\"5\"}", 10L, 5L)]
    [InlineData("{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":1.5e1,\"completion_tokens_details\":[]}", 10L, 5L)]
    [InlineData("{\"input_tokens\":10,\"output_tokens\":5}", 10L, 5L)]
    [InlineData("{}", null, null)]
    [InlineData("{\"prompt_tokens\":10}", null, null)]
    [InlineData("{\"prompt_tokens\":10,\"completion_tokens\":null}", null, null)]
    [InlineData("{\"prompt_tokens\":10,\"completion_tokens\":-1}", null, null)]
    [InlineData("[]", null, null)]
    public async Task Counts_of_odd_forms_are_read_and_a_missing_one_is_unknown_and_not_zero(string usage, long? input, long? output)
    {
        var body = Whole.Replace("{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}", usage, StringComparison.Ordinal);
        await using var server = await ChatServer.StartAsync(200, body);

        var response = await ServedModel.Of("openai-compatible", server).AskAsync();

        Assert.Equal("72", response.Text);
        Assert.Equal((input, output), (TokenUsage.From(response.Usage)?.Input, TokenUsage.From(response.Usage)?.Output));
    }

    [Theory]
    [InlineData("\"stop_reason\":\"end_turn\"", "\"stop_reason\":null", null)]
    [InlineData("\"stop_reason\":\"end_turn\"", "\"stop_reason\":\"eos_token\"", "stop")]
    [InlineData("\"stop_reason\":\"end_turn\"", "\"stop_reason\":\"weary\"", "weary")]
    [InlineData("\"id\":\"id-1\",", "", "stop")]
    [InlineData("\"model\":\"served-1\"", "\"model\":null", "stop")]
    [InlineData("[{\"type\":\"text\",\"text\":\"72\"}]", "\"72\"", "stop")]
    [InlineData("[{\"type\":\"text\",\"text\":\"72\"}]", "[{\"text\":\"72\"}]", "stop")]
    [InlineData("\"input_tokens\":12", "\"input_tokens\":12.0,\"cache_read_input_tokens\":\"\"", "stop")]
    public async Task An_odd_answer_of_Anthropics_protocol_is_read(string what, string odd, string? finish)
    {
        var whole = Replies.Text("anthropic", "72");
        Assert.Contains(what, whole, StringComparison.Ordinal);
        await using var server = await ChatServer.StartAsync(200, whole.Replace(what, odd, StringComparison.Ordinal));

        var response = await ServedModel.Of("anthropic", server).AskAsync();

        Assert.Equal(("72", finish), (response.Text, response.FinishReason?.Value));
        Assert.Equal(new TokenUsage { InputUncached = 12, OutputVisible = 3 }, TokenUsage.From(response.Usage));
    }

    [Theory]
    [InlineData("\"done_reason\":\"stop\"", "\"done_reason\":\"eos_token\"", "stop")]
    [InlineData("\"done_reason\":\"stop\"", "\"done_reason\":null", null)]
    [InlineData("\"done_reason\":\"stop\"", "\"done_reason\":\"weary\"", "weary")]
    [InlineData("\"created_at\":\"2026-09-01T10:00:00Z\"", "\"created_at\":1772195752", "stop")]
    [InlineData("\"done\":true,", "", "stop")]
    [InlineData("\"content\":\"72\"", "\"content\":[{\"type\":\"text\",\"text\":\"72\"}]", "stop")]
    [InlineData("\"eval_count\":3", "\"eval_count\":3.0,\"total_duration\":null", "stop")]
    public async Task An_odd_answer_of_Ollamas_protocol_is_read(string what, string odd, string? finish)
    {
        var whole = Replies.Text("ollama", "72");
        Assert.Contains(what, whole, StringComparison.Ordinal);
        await using var server = await ChatServer.StartAsync(200, whole.Replace(what, odd, StringComparison.Ordinal));

        var response = await ServedModel.Of("ollama", server).AskAsync();

        Assert.Equal(("72", finish), (response.Text, response.FinishReason?.Value));
        Assert.Equal(new TokenUsage { InputUncached = 12, OutputVisible = 3 }, TokenUsage.From(response.Usage));
    }

    // Documented by OpenRouter, vLLM, DeepSeek: the text is a part of an answer, which no grade may count.
    [Theory]
    [InlineData("error")]
    [InlineData("abort")]
    [InlineData("insufficient_system_resource")]
    public async Task An_answer_that_the_server_broke_off_is_a_failure_that_may_be_tried_again(string word)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text("openai", "The answ", word));

        var failed = await ServedModel.Of("openai", server).FailAsync();

        Assert.Equal(new Failure("malformed", $"127.0.0.1 broke the answer off and gave “{word}” as the reason."), failed.Failure);
        Assert.Equal(12, failed.Response?.Usage?.InputTokenCount);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_body_that_the_client_reads_stays_as_it_is(string kind)
    {
        var protocol = ProviderKinds.Find(kind)!.Protocol;
        foreach (var text in new[] { "72", "Ünicode \ud83d\ude00\n", "" })
        {
            var spaced = JsonNode.Parse(Replies.Text(kind, text))!.ToJsonString(new() { WriteIndented = true });
            var body = Encoding.UTF8.GetBytes(spaced);

            Assert.Same(body, new ReplyReader(protocol).Read(body).Bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_body_ends_the_reader_with_an_exception(string kind)
    {
        var reader = new ReplyReader(ProviderKinds.Find(kind)!.Protocol);
        var whole = Replies.Text(kind, "72");
        string[] bodies =
        [
            "",
            " ",
            "{",
            "[",
            "[]",
            "[1]",
            "null",
            "true",
            "7",
            "\"x\"",
            "<",
            "data:",
            "data: {",
            "data: 1\n\n",
            "event: x\n\n",
            ":",
            "{\"choices\":[1]}",
            "{\"choices\":[{\"message\":1}]}",
            "{\"choices\":{}}",
            "{\"content\":[1]}",
            "{\"message\":{\"content\":[1]},\"done\":3}",
            "{\"error\":[]}",
            "{\"error\":{\"code\":[]}}",
            "{\"a\":1,\"a\":2}",
            "{\"id\":\"\\ud800\",\"choices\":[{\"message\":{\"content\":\"\\udc00\"}}]}",
            .. Enumerable.Range(0, whole.Length).Select(length => whole[..length]),
        ];

        Assert.All(bodies, body => Assert.NotNull(reader.Read(Encoding.UTF8.GetBytes(body)).Bytes));
        Assert.NotNull(reader.Read([0xFF, 0xFE, 0x00, 0x7B]).Bytes);
    }
}
