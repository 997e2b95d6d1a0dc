using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>What goes wrong at a provider: one request, and a failure in the same words whatever the kind.</summary>
public sealed class FailureTests
{
    public static TheoryData<string> Kinds => ServedModel.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_status_is_a_failure_of_its_type_after_one_request(string kind)
    {
        foreach (var status in new[] { 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504, 529 })
        {
            foreach (var body in new[] { Replies.Error(kind, "the reason"), "", "{}", "[]", "null", "<html>" })
            {
                await using var server = await ChatServer.StartAsync(status, body, ("retry-after", "0"), ("x-should-retry", "true"));

                var failed = await ServedModel.Of(kind, server).FailAsync();

                Assert.Equal($"http-{status.ToString(CultureInfo.InvariantCulture)}", failed.Failure.Type);
                Assert.True(
                    status == 401
                        || failed.Failure.Message.Contains("the reason", StringComparison.Ordinal)
                            == body.Contains("the reason", StringComparison.Ordinal),
                    failed.Failure.Message
                );
                Assert.Equal(TimeSpan.Zero, failed.RetryAfter);
                Assert.Equal(1, server.Calls);
            }
        }
    }

    [Theory]
    [InlineData(
        "openai",
        429,
        """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""",
        "quota"
    )]
    [InlineData("azure-openai", 429, """{"error":{"code":"insufficient_quota","message":"You exceeded your current quota."}}""", "quota")]
    [InlineData("openai-compatible", 402, """{"error":{"message":"Insufficient credits","code":402}}""", "quota")]
    [InlineData(
        "anthropic",
        400,
        """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."}}""",
        "quota"
    )]
    [InlineData("anthropic", 402, """{"type":"error","error":{"type":"billing_error","message":"no"}}""", "quota")]
    [InlineData("anthropic", 403, """{"type":"error","error":{"type":"billing_error","message":"no"}}""", "quota")]
    [InlineData("ollama", 402, """{"error":"you've reached your limit"}""", "quota")]
    [InlineData(
        "openai",
        400,
        """{"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter"}}""",
        "content-filter"
    )]
    [InlineData(
        "azure-openai",
        400,
        """{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}""",
        "content-filter"
    )]
    [InlineData(
        "anthropic",
        400,
        """{"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"}}""",
        "content-filter"
    )]
    [InlineData("anthropic", 529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", "http-529")]
    [InlineData("ollama", 404, """{"error":"model 'small' not found"}""", "http-404")]
    public async Task An_error_that_has_a_word_of_its_own_gets_it(string kind, int status, string body, string type)
    {
        await using var server = await ChatServer.StartAsync(status, body);

        var failed = await ServedModel.Of(kind, server).FailAsync();

        Assert.Equal((type, 1), (failed.Failure.Type, server.Calls));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_body_that_is_no_response_is_malformed_and_may_be_tried_again(string kind)
    {
        var whole = Replies.Text(kind, "hi");
        foreach (var body in new[] { whole[..(whole.Length / 2)], whole[..^1], "<answer>", "[1]", "null", "true", "" })
        {
            await using var server = await ChatServer.StartAsync(200, body);

            var failed = await ServedModel.Of(kind, server).FailAsync();

            Assert.True(failed.Failure.Type == "malformed", $"{body} is {failed.Failure.Type}");
            Assert.True(FailureType.Of(failed.Failure.Type).IsRetryable);
            Assert.Equal(1, server.Calls);
        }
    }

    // Ollama has no word for it: see ReplyTests.
    [Theory]
    [InlineData("openai")]
    [InlineData("azure-openai")]
    [InlineData("openai-compatible")]
    [InlineData("anthropic")]
    public async Task A_response_without_content_is_empty_and_its_tokens_are_paid_for(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, text: null));

        var failed = await ServedModel.Of(kind, server).FailAsync();

        Assert.Equal(("empty", 1), (failed.Failure.Type, server.Calls));
        Assert.Equal(new TokenUsage { InputUncached = 12, OutputVisible = 3 }, TokenUsage.From(failed.Response?.Usage));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("azure-openai")]
    [InlineData("openai-compatible")]
    public async Task A_response_without_a_choice_is_empty(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            200,
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[]}"""
        );

        var failed = await ServedModel.Of(kind, server).FailAsync();

        Assert.Equal(("empty", 1), (failed.Failure.Type, server.Calls));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_that_is_reset_in_mid_body_is_a_failure_after_one_request(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            async (_, context) =>
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync(Replies.Text(kind, "hi")[..20]);
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        );

        var failed = await ServedModel.Of(kind, server).FailAsync();

        Assert.Contains(failed.Failure.Type, new[] { "transport", "malformed" });
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_redirect_is_not_followed(string kind)
    {
        await using var elsewhere = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));
        foreach (var status in new[] { 301, 302, 307, 308 })
        {
            await using var server = await ChatServer.StartAsync(status, "", ("Location", elsewhere.Root + "/v1/messages"));

            var failed = await ServedModel.Of(kind, server).FailAsync();

            Assert.Equal($"http-{status.ToString(CultureInfo.InvariantCulture)}", failed.Failure.Type);
            Assert.Equal((1, 0), (server.Calls, elsewhere.Calls));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_server_that_hangs_is_given_up_after_the_limit(string kind)
    {
        foreach (var inBody in new[] { false, true })
        {
            await using var server = await ChatServer.StartAsync(
                async (_, context) =>
                {
                    context.Response.ContentType = "application/json";
                    if (inBody)
                    {
                        await context.Response.WriteAsync("{");
                        await context.Response.Body.FlushAsync();
                    }

                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                }
            );

            var failed = await ServedModel.Of(kind, server, limit: TimeSpan.FromMilliseconds(300)).FailAsync();

            Assert.Equal(
                new Failure(
                    "timeout",
                    "No response within 0.3 s. If the model needs longer, raise “run: timeout_seconds” in promptlab.yaml."
                ),
                failed.Failure
            );
            Assert.Equal(1, server.Calls);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Where_nothing_listens_the_address_is_named(string kind)
    {
        var server = await ChatServer.StartAsync(200, "{}");
        var model = ServedModel.Of(kind, server);
        await server.DisposeAsync();

        var failed = await model.FailAsync();

        Assert.Equal("transport", failed.Failure.Type);
        Assert.StartsWith($"{server.Root} can't be reached", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_time_that_the_provider_names_comes_with_the_failure(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            (int)HttpStatusCode.TooManyRequests,
            Replies.Error(kind, "slow down"),
            ("retry-after", "17")
        );

        var failed = await ServedModel.Of(kind, server).FailAsync();

        Assert.Equal(TimeSpan.FromSeconds(17), failed.RetryAfter);
    }
}
