using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Samples;

/// <summary>A chat client of the caller's own: here one that answers as a real small model answered, from the sample's recording.</summary>
internal sealed class RecordedAnswers(string evalSet, string prompt) : AnsweringClient
{
    // What customers wrote → which item it is → what the model answered.
    private readonly Dictionary<string, string> _items = EvalSet
        .Load(Sample.Path($"evalsets/{evalSet}"))
        .Enumerate()
        .ToDictionary(item => item.Input["customer_message"].GetValue<string>(), item => item.Id, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _answers = File.ReadLines(Sample.Path($"results/recordings/{evalSet}.jsonl"))
        .Select(line => JsonNode.Parse(line)!)
        .Where(line => line["prompt"]!.GetValue<string>() == prompt)
        .ToDictionary(
            line => line["item_id"]!.GetValue<string>(),
            line => line["response"]!["text"]!.GetValue<string>(),
            StringComparer.Ordinal
        );

    protected override string Answer(string query) => _answers[_items[query]];
}

/// <summary>Answers with what it was asked.</summary>
internal sealed class EchoClient : AnsweringClient
{
    protected override string Answer(string query) => query;
}

/// <summary>The least that a chat client is: it answers the last message.</summary>
internal abstract class AnsweringClient : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Answer(messages.Last().Text))));

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }

    protected abstract string Answer(string query);
}
