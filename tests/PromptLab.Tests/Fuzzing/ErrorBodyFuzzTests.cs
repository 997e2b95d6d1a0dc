using System.Text;
using Microsoft.AspNetCore.Http;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using PromptLab.Tests.Providers;

namespace PromptLab.Tests.Fuzzing;

/// <summary>Whatever a server sends back, a call ends with an answer or with a failure that has a type and a message.</summary>
public sealed class ErrorBodyFuzzTests
{
    private const int Bodies = 60;

    [Theory]
    [MemberData(nameof(ServedModel.Kinds), MemberType = typeof(ServedModel))]
    public async Task Any_body_of_any_kind_is_an_answer_or_a_failure(string kind)
    {
        var mutator = new Mutator(seed: 18);
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(Replies.Text(kind, "yes")),
            Encoding.UTF8.GetBytes(Replies.Text(kind, null)),
            Encoding.UTF8.GetBytes(
                """{"error":{"message":"no such model","type":"invalid_request_error","code":"model_not_found","param":null}}"""
            ),
            Encoding.UTF8.GetBytes("""{"type":"error","error":{"type":"not_found_error","message":"model"},"request_id":"r-1"}"""),
            Encoding.UTF8.GetBytes("""{"error":"model not found"}"""),
            Encoding.UTF8.GetBytes("<html><body>502 Bad Gateway</body></html>"),
        ];
        var (status, body) = (200, Array.Empty<byte>());
        await using var server = await ChatServer.StartAsync(
            (_, context) =>
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                return context.Response.Body.WriteAsync(body).AsTask();
            }
        );
        for (var left = Bodies; left > 0; left--)
        {
            (status, body) = (mutator.One([200, 200, 400, 401, 404, 413]), mutator.Damaged(seeds));
            var model = ServedModel.Of(kind, server); // a new one each time: after three refusals a model is not called any more
            var ended = await Record.ExceptionAsync(() => model.AskAsync());
            Assert.True(
                ended is null or ModelCallException { Failure: { Type.Length: > 0, Message.Length: > 0 } },
                $"{status} {Convert.ToBase64String(body)}\n{ended}"
            );
        }
    }
}
