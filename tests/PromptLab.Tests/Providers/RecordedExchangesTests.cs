using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>
/// Exchanges with api.openai.com and api.anthropic.com that others recorded: replayed through the provider's client, they
/// give the text, finish reason and tokens that stand in the body.
/// </summary>
public sealed class RecordedExchangesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_recorded_response_reads_as_its_body_says()
    {
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (openAI, anthropic, errors) = (0, 0, 0);
        foreach (var exchange in ReadAll())
        {
            if (ReasonToSkip(exchange) is { } reason)
            {
                skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
                continue;
            }

            await using var server = await ChatServer.StartAsync(exchange.Status, exchange.Body.ToJsonString(), exchange.Headers);
            var model = ServedModel.Of(exchange.Kind!, server);
            if (exchange.Status >= 400)
            {
                Assert.Equal($"http-{exchange.Status.ToString(CultureInfo.InvariantCulture)}", (await model.FailAsync()).Failure.Type);
                errors++;
                continue;
            }

            var response = await model.AskAsync();
            var expected = exchange.Kind == "anthropic" ? AnthropicReads(exchange.Body) : OpenAIReads(exchange.Body);
            Assert.Equal(
                expected,
                new Reading(response.Text, response.FinishReason?.Value, response.ModelId, TokenUsage.From(response.Usage))
            );
            Assert.Equal(
                exchange.Headers.FirstOrDefault(header => header.Name == "x-request-id").Value,
                ResponseFacts.Of(response).RequestId
            );
            Assert.Equal(1, server.Calls);
            _ = exchange.Kind == "anthropic" ? anthropic++ : openAI++;
        }

        foreach (var (reason, count) in skipped)
            output.WriteLine($"{count} skipped: {reason}");
        Assert.Equal((15, 13, 1), (openAI, anthropic, errors));
    }

    // The two services whose responses we read, as whole bodies with a text in them.
    private static string? ReasonToSkip(Recorded exchange) =>
        exchange switch
        {
            { Kind: null } => "another host or path (count_tokens, responses, other providers)",
            { Body: JsonValue } => "a stream",
            { Status: >= 400 } => null,
            { Kind: "anthropic" } when !exchange.Body["content"]!.AsArray().Any(IsText) => "tool calls only",
            { Kind: "openai" } when exchange.Body["choices"]![0]!["message"]!["content"] is null => "tool calls only",
            _ => null,
        };

    private static Reading OpenAIReads(JsonNode body)
    {
        var (choice, usage) = (body["choices"]![0]!, body["usage"]!);
        var cached = usage["prompt_tokens_details"]!["cached_tokens"]!.GetValue<long>();
        var reasoning = usage["completion_tokens_details"]!["reasoning_tokens"]!.GetValue<long>();
        return new Reading(
            Text(choice["message"]!["content"]),
            Text(choice["finish_reason"]),
            Text(body["model"]),
            new TokenUsage
            {
                InputUncached = usage["prompt_tokens"]!.GetValue<long>() - cached,
                CacheRead = cached,
                OutputVisible = usage["completion_tokens"]!.GetValue<long>() - reasoning,
                Reasoning = reasoning,
            }
        );
    }

    private static Reading AnthropicReads(JsonNode body)
    {
        var usage = body["usage"]!;
        var reasoning = usage["output_tokens_details"]?["thinking_tokens"]!.GetValue<long>() ?? 0;
        var finish = Text(body["stop_reason"]) switch
        {
            "end_turn" => "stop",
            "tool_use" => "tool_calls",
            var other => other,
        };
        return new Reading(
            string.Concat(body["content"]!.AsArray().Where(IsText).Select(block => Text(block!["text"]))),
            finish,
            Text(body["model"]),
            new TokenUsage
            {
                InputUncached = usage["input_tokens"]!.GetValue<long>(),
                CacheRead = usage["cache_read_input_tokens"]!.GetValue<long>(),
                CacheWrite = usage["cache_creation_input_tokens"]!.GetValue<long>(),
                OutputVisible = usage["output_tokens"]!.GetValue<long>() - reasoning,
                Reasoning = reasoning,
            }
        );
    }

    private static bool IsText(JsonNode? block) => Text(block!["type"]) == "text";

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static IEnumerable<Recorded> ReadAll() =>
        from file in Directory.GetFiles(SharedFiles.Require("data/api-recordings/recordings"), "*.json").Order(StringComparer.Ordinal)
        from interaction in JsonNode.Parse(File.ReadAllText(file))!["interactions"]!.AsArray()
        let response = interaction["response"]!
        select new Recorded(
            KindAt(new Uri(Text(interaction["request"]!["uri"]))),
            response["status"]!.GetValue<int>(),
            [
                .. response["headers"]!
                    .AsObject()
                    .Where(header => header.Key != "content-type")
                    .Select(header => (header.Key, Text(header.Value))),
            ],
            response["body"]!
        );

    private static string? KindAt(Uri uri) =>
        uri.GetLeftPart(UriPartial.Path) switch
        {
            "https://api.openai.com/v1/chat/completions" => "openai",
            "https://api.anthropic.com/v1/messages" => "anthropic",
            _ => null,
        };

    private sealed record Recorded(string? Kind, int Status, IReadOnlyList<(string Name, string Value)> Headers, JsonNode Body);

    private sealed record Reading(string Text, string? Finish, string? Model, TokenUsage? Usage);
}
