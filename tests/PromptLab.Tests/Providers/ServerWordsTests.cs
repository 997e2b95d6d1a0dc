using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>The words of a server are shown, whatever the form and the status of its error, and its code decides about retries.</summary>
public sealed class ServerWordsTests
{
    public static TheoryData<string> Kinds => ServedModel.Kinds;

    [Theory]
    [InlineData("""{"error":{"message":"too hot","type":"t","code":"c"}}""", "too hot")]
    [InlineData("""{"error":"too hot"}""", "too hot")]
    [InlineData("""{"message":"too hot"}""", "too hot")]
    [InlineData("""{"requestid":"r","code":400,"message":"too hot"}""", "too hot")]
    [InlineData("""{"object":"error","message":"too hot","type":"BadRequestError","param":null,"code":400}""", "too hot")]
    [InlineData("""{"detail":"too hot"}""", "too hot")]
    [InlineData(
        """{"detail":[{"loc":["body","messages",0],"msg":"too hot","type":"value_error"},{"loc":["body","n"],"msg":"odd"}]}""",
        "messages.0: too hot; n: odd"
    )]
    [InlineData("""{"detail":{"message":"too hot"}}""", "too hot")]
    [InlineData("""{"detail":{"error":"too hot"}}""", "too hot")]
    [InlineData(
        """{"error":{"message":"Provider returned error","metadata":{"raw":"too hot","provider_name":"p"}}}""",
        "Provider returned error: too hot"
    )]
    [InlineData(
        """{"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"message\":\"too hot\"}}"}}}""",
        "Provider returned error: too hot"
    )]
    [InlineData("""{"error":{"code":"x","innererror":{"code":"y","message":"too hot"}}}""", "too hot")]
    [InlineData("""{"title":"Bad","detail":"too hot","status":400}""", "Bad: too hot")]
    [InlineData("""{"timestamp":1,"status":400,"error":"Bad Request","message":"too hot","path":"/v1"}""", "Bad Request: too hot")]
    [InlineData("""[{"error":{"code":400,"message":"too hot","status":"INVALID_ARGUMENT"}}]""", "too hot")]
    [InlineData("""{"errors":[{"message":"too hot"}]}""", "too hot")]
    [InlineData("""{"errors":["too hot"]}""", "too hot")]
    [InlineData("""{"strange":"too hot"}""", """{"strange":"too hot"}""")]
    [InlineData("\"too hot\"", "too hot")]
    [InlineData("too hot", "too hot")]
    [InlineData("too\r\nhot\u001b[2J", "too  hot [2J")]
    [InlineData("""{"error":{"message":"too hot","code":"c","detail":"x""", "too hot")]
    public async Task The_words_of_an_error_are_found_in_every_form(string body, string words)
    {
        foreach (var kind in ServedModel.Kinds.Select(row => row.Data))
        {
            await using var server = await ChatServer.StartAsync(400, body);

            var failed = await ServedModel.Of(kind, server).FailAsync();

            Assert.Equal(new Failure("http-400", $"400 from 127.0.0.1. It says: {words}"), failed.Failure);
        }
    }

    [Theory]
    [InlineData(
        "<html><head><title>Down for\n maintenance &amp; repair</title></head><body>x</body></html>",
        "Down for maintenance & repair"
    )]
    [InlineData("<!DOCTYPE html>\n<html><body><h1>502 Bad <b>Gateway</b></h1><hr>nginx</body></html>", "502 Bad Gateway")]
    [InlineData("<HTML><style>b{}</style><body>Access denied</body></HTML>", "Access denied")]
    public async Task Of_a_web_page_the_title_is_shown_and_the_status_decides(string page, string title)
    {
        await using var server = await ChatServer.StartAsync(502, page);

        Assert.Equal(
            new Failure("http-502", $"502 from 127.0.0.1. It sent a web page: “{title}”."),
            (await ServedModel.Of("openai-compatible", server).FailAsync()).Failure
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_web_page_instead_of_an_answer_is_named_and_not_asked_for_again(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, "\n<!-- x --><html><head><title>Sign in</title></head></html>");

        var failed = await ServedModel.Of(kind, server).FailAsync();

        Assert.Equal(
            new Failure(
                "web-page",
                "A web page came back from 127.0.0.1 instead of an answer: “Sign in”. It may be the sign-in page of a proxy or VPN: sign in, or look at the address."
            ),
            failed.Failure
        );
        Assert.Equal((1, false), (server.Calls, FailureType.Of("web-page").IsRetryable));
    }

    [Theory]
    [InlineData(200, """{"error":{"message":"m","code":429}}""", "http-429")]
    [InlineData(200, """{"error":{"message":"m","code":"429"}}""", "http-429")]
    [InlineData(200, """{"error":{"message":"m","code":"rate_limit_exceeded"}}""", "http-429")]
    [InlineData(200, """{"error":{"message":"m","code":"insufficient_quota"}}""", "quota")]
    [InlineData(200, """{"error":{"message":"m","code":402}}""", "quota")]
    [InlineData(200, """{"error":{"message":"m","code":502}}""", "http-502")]
    [InlineData(200, """{"error":{"message":"m","type":"server_error"}}""", "http-500")]
    [InlineData(200, """{"error":{"message":"m","code":404}}""", "http-404")]
    [InlineData(200, """{"error":{"message":"m","code":"invalid_api_key"}}""", "http-401")]
    [InlineData(200, """{"error":{"message":"m","code":"context_length_exceeded"}}""", "http-400")]
    [InlineData(200, """{"error":{"message":"m","code":"content_filter"}}""", "content-filter")]
    [InlineData(200, """{"error":{"message":"m"}}""", "http-200")]
    [InlineData(200, """{"error":"m"}""", "http-200")]
    [InlineData(200, """{"error":"too many requests, m"}""", "http-429")]
    [InlineData(200, """{"detail":"m"}""", "http-200")]
    [InlineData(200, """{"code":429,"msg":"m"}""", "http-429")]
    [InlineData(200, """[{"error":{"message":"m","code":503}}]""", "http-503")]
    [InlineData(400, """{"error":{"message":"m","code":"rate_limit_exceeded"}}""", "http-429")]
    [InlineData(400, """{"error":{"message":"m","code":429}}""", "http-429")]
    [InlineData(400, """{"error":{"message":"m","code":"insufficient_quota"}}""", "quota")]
    [InlineData(500, """{"error":{"message":"m","code":"context_length_exceeded"}}""", "http-400")]
    [InlineData(500, """{"error":{"message":"m, maximum context length is 8192 tokens"}}""", "http-400")]
    [InlineData(500, """{"error":{"message":"m","code":400}}""", "http-400")]
    [InlineData(503, """{"error":{"message":"m","code":500}}""", "http-503")]
    [InlineData(422, """{"error":{"message":"m","code":400}}""", "http-422")]
    [InlineData(429, """{"error":{"message":"m","type":"invalid_request_error"}}""", "http-429")]
    [InlineData(400, """{"error":{"message":"m","innererror":{"code":"ResponsibleAIPolicyViolation"}}}""", "content-filter")]
    public async Task The_code_of_the_body_decides_what_an_error_is(int status, string body, string type)
    {
        foreach (var kind in ServedModel.Kinds.Select(row => row.Data))
        {
            await using var server = await ChatServer.StartAsync(status, body);

            var failed = await ServedModel.Of(kind, server).FailAsync();

            Assert.True(type == failed.Failure.Type, $"{kind}: {failed.Failure}");
            Assert.True(type == "http-401" || failed.Failure.Message.Contains('m', StringComparison.Ordinal), failed.Failure.Message);
        }
    }

    [Fact]
    public async Task An_error_of_a_choice_is_that_error()
    {
        await using var server = await ChatServer.StartAsync(
            200,
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"error","error":{"code":502,"message":"upstream broke"},"message":{"role":"assistant","content":"The answ"}}]}"""
        );

        Assert.Equal(
            new Failure("http-502", "502 from 127.0.0.1. It says: upstream broke"),
            (await ServedModel.Of("openai-compatible", server).FailAsync()).Failure
        );
    }

    [Fact]
    public async Task Azure_s_filters_are_named()
    {
        await using var server = await ChatServer.StartAsync(
            400,
            """{"error":{"message":"The prompt was filtered.","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":false},"jailbreak":{"filtered":true,"detected":true}}}}}"""
        );

        Assert.Equal(
            new Failure(
                "content-filter",
                "The provider's content filter refused the request. It says: The prompt was filtered; filtered for jailbreak"
            ),
            (await ServedModel.Of("azure-openai", server).FailAsync()).Failure
        );
    }

    [Theory]
    [InlineData("Incorrect API key provided: sk-pro***********wxyz. You can find it.", "Incorrect API key provided: … You can find it.")]
    [InlineData("Your key sk-abcdefgh is bad", "Your key … is bad")]
    [InlineData("Wrong endpoint for this key", "Wrong endpoint for this key")]
    public async Task A_key_that_is_refused_has_the_servers_words_without_the_parts_of_the_key(string words, string shown)
    {
        await using var server = await ChatServer.StartAsync(401, Replies.Error("openai", words));

        Assert.Equal(
            new Failure("http-401", $"401: the key in THE_KEY was refused by 127.0.0.1. It says: {shown}"),
            (await ServedModel.Of("openai", server).FailAsync()).Failure
        );
    }

    [Theory]
    [InlineData(
        "openai-compatible",
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        "Give the provider “kind: openai” with this “endpoint”: it sends max_completion_tokens."
    )]
    [InlineData(
        "openai",
        "max_completion_tokens: extra fields not permitted",
        "Give the provider “kind: openai-compatible” with an “endpoint”: it sends max_tokens."
    )]
    [InlineData("openai-compatible", "System role not supported", "Give the model “instructions: user”.")]
    [InlineData(
        "openai-compatible",
        "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
        "Give the model “instructions: user”."
    )]
    [InlineData("openai-compatible", "This model only supports streaming; set stream=true", "Give the model “stream: true”.")]
    public async Task A_demand_of_the_server_comes_with_the_setting_that_meets_it(string kind, string words, string hint)
    {
        await using var server = await ChatServer.StartAsync(400, Replies.Error(kind, words, "unsupported_parameter"));

        Assert.EndsWith(hint, (await ServedModel.Of(kind, server).FailAsync()).Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_words_are_cut()
    {
        await using var server = await ChatServer.StartAsync(400, new string('x', 299) + "\ud83d\ude00" + "y");

        Assert.EndsWith("x…", (await ServedModel.Of("openai", server).FailAsync()).Failure.Message, StringComparison.Ordinal);
    }
}
