using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Results;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Running;

/// <summary>Somebody's own chat client, of whose ten calls one goes wrong, with our edge round it and without.</summary>
public sealed class ThrowingClientTests
{
    public static TheoryData<bool, Exception?, string> Failures
    {
        get
        {
            var data = new TheoryData<bool, Exception?, string>();
            foreach (var hasEdge in new[] { true, false })
            {
                data.Add(hasEdge, new InvalidOperationException("It broke."), "client-error: InvalidOperationException: It broke.");
                data.Add(hasEdge, new HttpRequestException("No route."), "transport: HttpRequestException: No route.");
                data.Add(hasEdge, new TimeoutException("Too slow."), "timeout: TimeoutException: Too slow.");
                data.Add(hasEdge, new OperationCanceledException("Its own."), "timeout: OperationCanceledException: Its own.");
                data.Add(hasEdge, null, "empty: The client gave no response.");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task One_call_of_ten_that_goes_wrong_is_one_error_and_never_the_end_of_the_run(
        bool hasEdge,
        Exception? thrown,
        string failure
    )
    {
        using var bench = new RunBench(10);
        var own = new ScriptedModel([
            .. Enumerable.Repeat(ScriptedModel.Answer(), 4),
            _ => thrown is null ? Task.FromResult<ChatResponse>(null!) : throw thrown,
            ScriptedModel.Answer(),
        ]);
        bench.Client = hasEdge ? new CustomClientAdapter(own) : own;

        var run = await bench.RunAsync();

        Assert.Equal((10, 9, 1), (run.Summary.Results, run.Summary.Passed, run.Summary.Errors));
        Assert.Equal(failure, $"{Assert.Single(run.Failures).Type}: {run.Failures[0].Message}");
        var line = bench.Results.Single(result => (string)result["status"]! == "error");
        Assert.Equal(("t-5", 1), ((string)line["item_id"]!, (int)line["attempts"]!));
        Assert.Equal((RunStatus.Incomplete, 10), (run.Record.Status, own.Calls)); // 10% of the calls failed
    }

    [Fact]
    public async Task Answers_without_usage_are_graded_and_their_cost_is_unknown()
    {
        using var bench = new RunBench(2);
        bench.Client = new ScriptedModel(_ => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes"))));

        var run = await bench.RunAsync();

        Assert.Equal((2, null), (run.Summary.Passed, run.Summary.Usage.CostUsd));
    }
}
