using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Running;

/// <summary>
/// Graders that take time: the answer is in a file before it is graded, and whatever ends the grading, nobody asks for it
/// again. A call uses 12 + 3 tokens and costs $0.000042.
/// </summary>
public sealed class InterruptedGradingTests
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_answer_is_in_the_file_before_it_is_graded_and_keeps_its_place_until_its_result_is_there()
    {
        using var bench = new RunBench(2);
        var (model, grader) = Slow(bench);

        var running = bench.RunAsync();
        await grader.HasBegunAsync();

        var line = Assert.Single(bench.Calls);
        Assert.Equal(("t-1", "yes"), ((string)line["item_id"]!, (string)line["response"]!["text"]!));
        Assert.Empty(bench.Results);
        Assert.Equal(1, model.Calls); // one at a time: the next call waits for the grading
        grader.Release();
        var run = await running;

        Assert.Equal((RunStatus.Completed, 2, 2, 0), (run.Record.Status, bench.Calls.Count, bench.Results.Count, run.Ungraded));
    }

    [Fact]
    public async Task Graders_that_judge_at_once_need_no_second_file()
    {
        using var bench = new RunBench(2);

        var run = await bench.RunAsync();

        Assert.Equal(RunStatus.Completed, run.Record.Status);
        Assert.False(File.Exists(Path.Combine(bench.Bench.Folder, bench.PathOf("calls.jsonl"))));
    }

    // The clock stands still: nothing waits for the grace period, which is for calls.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_ends_a_grading_at_once_also_of_a_grader_that_does_not_listen(bool listens)
    {
        using var bench = new RunBench(3);
        var (model, grader) = Slow(bench, listens);
        using var stop = new CancellationTokenSource();

        var running = bench.RunAsync(stop.Token);
        await grader.HasBegunAsync();
        await stop.CancelAsync();
        var run = await running.WaitAsync(Prompt, TestContext.Current.CancellationToken);

        Assert.Equal((RunStatus.Unfinished, 0, 1), (run.Record.Status, run.Summary.Results, run.Ungraded));
        Assert.Equal((1, 1, 0), (model.Calls, bench.Calls.Count, bench.Results.Count));
        Assert.False(run.StandsOnScoreboard);
    }

    [Fact]
    public async Task A_call_under_way_may_end_after_a_stop_and_its_answer_is_kept_and_not_graded()
    {
        using var bench = new RunBench(2);
        using var stop = new CancellationTokenSource();
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource<ChatResponse>());
        bench.Client = new ScriptedModel(_ =>
        {
            asked.SetResult();
            return answer.Task;
        });
        var grader = new SlowGrader();
        bench.Grader = grader;

        var running = bench.RunAsync(stop.Token);
        await asked.Task.WaitAsync(Prompt, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        answer.SetResult(Response("yes"));
        var run = await running.WaitAsync(Prompt, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0, 1), (bench.Calls.Count, bench.Results.Count, run.Ungraded));
        Assert.Empty(grader.Responses);
    }

    [Fact]
    public async Task An_answer_whose_grading_was_stopped_is_graded_later_with_all_that_was_known_of_it()
    {
        using var bench = new RunBench(1);
        var (model, _) = Slow(bench, answer: Whole());
        await StopInGradingAsync(bench);
        var kept = Assert.Single(bench.Calls);
        var judge = new SlowGrader { IsQuick = _ => true };
        bench.Grader = judge;

        var plan = await bench.PlanAsync();
        var run = await bench.ResumeAsync();

        Assert.Equal((1, 1, 0), (plan.Resumption.Reused, plan.Resumption.ToGrade, plan.Resumption.ToAsk));
        Assert.Equal(new RunUse(2, 26, 0.000062m), plan.Used); // 12 + 3 and 10 + 1 tokens, in two attempts
        Assert.Equal(1, model.Calls);
        Assert.Equal((RunStatus.Completed, 1, 0.000062m), (run.Record.Status, run.Summary.Passed, run.Summary.Usage.CostUsd));
        var result = Assert.Single(bench.Results);
        foreach (var name in new[] { "latency_ms", "cost_usd", "attempts", "waits", "messages", "request_key", "started_at" })
            Assert.True(JsonNode.DeepEquals(kept[name], result[name]), $"{name}: {result[name]?.ToJsonString()}");
        Assert.Equal("yes", (string)result["output"]!);
        Assert.Equal(("r-1", "served", "stop", "q-1", "f-1"), ResponseOf(result));
        var (graded, facts) = (Assert.Single(judge.Responses), ResponseFacts.Of(judge.Responses[0]));
        Assert.Equal(("yes", "r-1", 12L), (graded.Text, graded.ResponseId, graded.Usage!.InputTokenCount));
        Assert.Equal((TimeSpan.FromMilliseconds(250), 2, "q-1"), (facts.Latency, facts.Attempts, facts.RequestId));
    }

    [Fact]
    public async Task A_process_that_is_killed_while_it_grades_loses_no_answer()
    {
        using var bench = new RunBench(3);
        var (model, grader) = Slow(bench);
        using var stop = new CancellationTokenSource();
        var running = bench.RunAsync(stop.Token);
        await grader.HasBegunAsync();

        var restore = bench.KillPoint();
        await stop.CancelAsync();
        await running;
        restore();

        Assert.Equal(RunStatus.Running, bench.Store.All()[0].Status);
        bench.Grader = new SlowGrader { IsQuick = _ => true };
        var run = await bench.ResumeAsync();

        Assert.Equal((RunStatus.Completed, 3, 3), (run.Record.Status, run.Summary.Results, model.Calls));
    }

    [Fact]
    public async Task Where_some_are_graded_some_answered_and_some_not_asked_nothing_is_asked_or_counted_twice()
    {
        using var bench = new RunBench(4);
        var (model, _) = Slow(bench, quick: id => id is "t-1" or "t-2");
        await StopInGradingAsync(bench);
        Assert.Equal((3, 3, 2), (model.Calls, bench.Calls.Count, bench.Results.Count));
        bench.Grader = new SlowGrader { IsQuick = _ => true };

        var plan = await bench.PlanAsync();
        var run = await bench.ResumeAsync();

        Assert.Equal((3, 1, 1), (plan.Resumption.Reused, plan.Resumption.ToGrade, plan.Resumption.ToAsk));
        Assert.Equal(new RunUse(3, 45, 3 * 0.000042m), plan.Used);
        Assert.Equal((4, 4, 4), (model.Calls, bench.Calls.Count, bench.Results.Count));
        Assert.Equal((RunStatus.Completed, 4, 4), (run.Record.Status, run.Summary.Passed, run.Summary.Usage.Requests));
        Assert.Equal(new RunUse(4, 60, 4 * 0.000042m), (await bench.PlanAsync()).Used);
    }

    [Fact]
    public async Task A_run_can_be_stopped_in_grading_as_often_as_one_likes()
    {
        using var bench = new RunBench(2);
        var (model, _) = Slow(bench);
        for (var stop = 0; stop < 3; stop++)
        {
            bench.Grader = new SlowGrader();
            await StopInGradingAsync(bench, resume: stop > 0);
        }

        bench.Grader = new SlowGrader { IsQuick = _ => true };
        var run = await bench.ResumeAsync();

        Assert.Equal((2, 2), (model.Calls, run.Summary.Passed));
        Assert.Equal([1, 1, 1], run.Record.Resumptions!.Select(resumption => resumption.ToGrade));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(int.MaxValue)] // all but the line end
    public async Task A_line_that_was_cut_off_is_set_aside_and_its_item_asked_again(int length)
    {
        using var bench = new RunBench(2);
        var (model, _) = Slow(bench, quick: id => id == "t-1");
        await StopInGradingAsync(bench);
        var lines = bench.Bench.Read(bench.PathOf("calls.jsonl")).TrimEnd('\n').Split('\n');
        var torn = lines[1][..Math.Min(length, lines[1].Length)];
        bench.Bench.Write(bench.PathOf("calls.jsonl"), $"{lines[0]}\n{torn}");
        bench.Grader = new SlowGrader { IsQuick = _ => true };

        var run = await bench.ResumeAsync();

        Assert.Equal((3, 2, 2), (model.Calls, bench.Calls.Count, run.Summary.Passed));
        Assert.Equal($"{torn}\n", bench.Bench.Read(bench.PathOf("calls.set-aside.jsonl")));
        var resumption = Assert.Single(run.Record.Resumptions!);
        Assert.Equal((1, 0, 1), (resumption.Reused, resumption.SetAside, resumption.ToAsk));
        Assert.Equal(
            ["the last line of calls.jsonl was cut off while it was written; it is set aside, and its item asked again"],
            resumption.Changes
        );
    }

    [Fact]
    public async Task A_result_that_was_cut_off_is_graded_again_and_not_asked_again()
    {
        using var bench = new RunBench(1);
        var model = new ScriptedModel(Answer());
        (bench.Client, bench.Grader) = (model, new SlowGrader { IsQuick = _ => true });
        await bench.RunAsync();
        bench.Bench.Write(bench.PathOf("items.jsonl"), bench.Bench.Read(bench.PathOf("items.jsonl"))[..80]);
        bench.Kill();

        var run = await bench.ResumeAsync();

        Assert.Equal((1, 1), (model.Calls, run.Summary.Passed));
        Assert.Equal(
            ["the journal's last line was cut off while it was written; it is set aside"],
            Assert.Single(run.Record.Resumptions!).Changes
        );
    }

    [Fact]
    public async Task A_line_that_is_none_is_an_error_with_its_number()
    {
        using var bench = new RunBench(1);
        Slow(bench);
        await StopInGradingAsync(bench);
        bench.Bench.Write(bench.PathOf("calls.jsonl"), "{\"oops\":1}\n" + bench.Bench.Read(bench.PathOf("calls.jsonl")));

        var refused = await Assert.ThrowsAsync<PromptLab.Files.InputException>(bench.PlanAsync);

        Assert.StartsWith(
            $"results/runs/{bench.RunId}/calls.jsonl:1: This is no response to a call: ",
            Assert.Single(refused.Problems).ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_item_that_was_edited_meanwhile_is_asked_again_and_its_earlier_answer_stays_paid_for()
    {
        using var bench = new RunBench(2);
        var (model, _) = Slow(bench);
        await StopInGradingAsync(bench);
        bench.Messages[0] = "message one";

        var plan = await bench.PlanAsync();
        bench.Grader = new SlowGrader();
        await StopInGradingAsync(bench, resume: true);
        var again = await bench.PlanAsync();

        Assert.Equal((0, 0, 1, 2), Figures(plan.Resumption));
        Assert.Equal((new RunUse(1, 15, 0.000042m), new RunUse(1, 15, 0.000042m)), (plan.Resumption.Discarded, plan.Used));
        Assert.Equal((1, 1, 0, 1), Figures(again.Resumption));
        Assert.Equal(new RunUse(2, 30, 0.000084m), again.Used);
        Assert.Equal(2, model.Calls);
        Assert.Equal("message 1", MessageOf(Assert.Single(bench.Lines("calls.set-aside.jsonl"))));
        Assert.Equal("message one", MessageOf(Assert.Single(bench.Calls)));
    }

    [Fact]
    public async Task An_edited_item_that_was_graded_is_set_aside_once_with_its_answer()
    {
        using var bench = new RunBench(1);
        var model = new ScriptedModel(Answer());
        (bench.Client, bench.Grader) = (model, new SlowGrader { IsQuick = _ => true });
        await bench.RunAsync();
        bench.Messages[0] = "message one";

        var run = await bench.ResumeAsync();

        Assert.Equal((2, 1, 1), (model.Calls, bench.Calls.Count, run.Summary.Passed));
        var resumption = Assert.Single(run.Record.Resumptions!);
        Assert.Equal((0, 0, 1, 1), Figures(resumption));
        Assert.Equal(new RunUse(1, 15, 0.000042m), resumption.Discarded);
    }

    [Fact]
    public async Task An_answer_that_a_grader_failed_at_is_graded_anew_and_not_asked_again()
    {
        using var bench = new RunBench(2);
        var model = new ScriptedModel(Answer());
        bench.Client = model;
        bench.Grader = new SlowGrader
        {
            IsQuick = _ => true,
            Fails = item => item.Id == "t-1" ? new InvalidOperationException("It is broken.") : null,
        };
        var first = await bench.RunAsync();
        Assert.Equal((2, 1, 1), (model.Calls, first.Summary.Passed, first.Summary.Undecided));
        var sound = new SlowGrader { IsQuick = _ => true };
        bench.Grader = sound;

        var run = await bench.ResumeAsync();

        Assert.Equal((2, 2, 1), (model.Calls, run.Summary.Passed, sound.Graded));
        var resumption = Assert.Single(run.Record.Resumptions!);
        Assert.Equal((2, 1, 0, 0), (resumption.Reused, resumption.Regraded, resumption.ToGrade, resumption.ToAsk));
        Assert.Equal(["answers that a grader failed at: 1; they are graded anew, without asking"], resumption.Changes);
    }

    [Fact]
    public async Task A_grader_that_throws_decides_nothing_and_its_responses_are_kept()
    {
        using var bench = new RunBench(2);
        var model = new ScriptedModel(Answer());
        bench.Client = model;
        bench.Grader = new SlowGrader { Fails = _ => new InvalidOperationException("It is broken.") };

        var run = await bench.RunAsync();

        Assert.Equal((2, 2, 2, 0), (model.Calls, bench.Calls.Count, run.Summary.Undecided, run.Summary.Errors));
    }

    [Fact]
    public async Task A_grader_whose_own_call_is_not_made_leaves_its_item_for_later_and_the_others_go_on()
    {
        using var bench = new RunBench(3);
        var model = new ScriptedModel(Answer());
        bench.Client = model;
        bench.Grader = new SlowGrader
        {
            IsQuick = _ => true,
            Fails = item => item.Id == "t-2" ? new CallNotMadeException("No room.") : null,
        };

        var run = await bench.RunAsync();

        Assert.Equal((RunStatus.Unfinished, 2, 1), (run.Record.Status, run.Summary.Passed, run.Ungraded));
        bench.Grader = new SlowGrader { IsQuick = _ => true };
        Assert.Equal(RunStatus.Completed, (await bench.ResumeAsync()).Record.Status);
        Assert.Equal(3, model.Calls);
    }

    [Fact]
    public async Task Other_graders_that_take_time_judge_while_the_run_goes_on_and_can_be_stopped_there()
    {
        using var bench = new RunBench(3);
        var model = new ScriptedModel(Answer());
        bench.Client = model;
        await bench.RunAsync();
        Assert.Empty(bench.Calls);
        bench.GradersHash = "sha256:other";
        bench.Grader = new SlowGrader { IsQuick = item => item.Id == "t-1" };

        var plan = await bench.PlanAsync();
        Assert.Equal((3, 3, 0, 0), (plan.Resumption.Reused, plan.Resumption.Regraded, plan.Resumption.ToGrade, plan.Resumption.ToAsk));
        Assert.Equal(["the graders are others: 3 answers are graded anew, without asking"], plan.Resumption.Changes);
        Assert.Equal(3, bench.Results.Count); // planning changes nothing
        var stopped = await StopInGradingAsync(bench, resume: true);
        Assert.Equal((3, 1, 2), (bench.Calls.Count, bench.Results.Count, stopped.Ungraded));

        bench.Grader = new SlowGrader { IsQuick = _ => true };
        var run = await bench.ResumeAsync();

        Assert.Equal((RunStatus.Completed, 3, 3), (run.Record.Status, run.Summary.Passed, model.Calls));
        Assert.All(bench.Results, line => Assert.Equal("slow.right", (string)line["grades"]![0]!["code"]!));
        Assert.Equal((2, 0), (run.Record.Resumptions![^1].ToGrade, run.Record.Resumptions[^1].Regraded));
        Assert.Equal(new RunUse(3, 45, 3 * 0.000042m), (await bench.PlanAsync()).Used);
    }

    private static (ScriptedModel Model, SlowGrader Grader) Slow(
        RunBench bench,
        bool listens = true,
        Func<string, bool>? quick = null,
        ChatResponse? answer = null
    )
    {
        var model = new ScriptedModel(_ => Task.FromResult(answer ?? Response("yes")));
        var grader = new SlowGrader(listens) { IsQuick = item => quick?.Invoke(item.Id) == true };
        (bench.Client, bench.Grader) = (model, grader);
        return (model, grader);
    }

    private static async Task<FinishedRun> StopInGradingAsync(RunBench bench, bool resume = false)
    {
        using var stop = new CancellationTokenSource();
        var running = resume ? bench.ResumeAsync(stop.Token) : bench.RunAsync(stop.Token);
        await ((SlowGrader)bench.Grader!).HasBegunAsync();
        await stop.CancelAsync();
        return await running.WaitAsync(Prompt, TestContext.Current.CancellationToken);
    }

    // With all that may be known of a call: an earlier attempt failed after 10 + 1 tokens.
    private static ChatResponse Whole()
    {
        var response = Response("yes");
        (response.ResponseId, response.ModelId, response.FinishReason) = ("r-1", "served", ChatFinishReason.Stop);
        new ResponseFacts
        {
            Latency = TimeSpan.FromMilliseconds(250),
            Attempts = 2,
            Waits = [new Wait("http-429", TimeSpan.FromSeconds(1.5))],
            RetriedUsage = new TokenUsage { InputUncached = 10, OutputVisible = 1 },
            RequestId = "q-1",
            Fingerprint = "f-1",
        }.AttachTo(response);
        return response;
    }

    private static (string, string, string, string, string) ResponseOf(JsonNode result)
    {
        var response = result["response"]!;
        return (Of("id"), Of("model"), Of("finish_reason"), Of("request_id"), Of("fingerprint"));

        string Of(string name) => (string)response[name]!;
    }

    private static (int Reused, int ToGrade, int SetAside, int ToAsk) Figures(RunResumption resumption) =>
        (resumption.Reused, resumption.ToGrade, resumption.SetAside, resumption.ToAsk);

    private static string MessageOf(JsonNode call) => ((string)call["messages"]!.AsArray()[^1]!["content"]!).Split('\n')[^1];
}
