using System.Diagnostics;
using Microsoft.Extensions.AI;
using PromptLab.Cli;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
namespace PromptLab.Benchmarks;
internal static class Stages
{
    public static async Task RunAsync()
    {
        using var server = await ModelServer.StartAsync(0);
        using var bench = new BenchProject(server.Address, 10_000, "off");
        for (var round = 0; round < 4; round++)
        {
            var problems = new Problems();
            Say("open", () => Project.Open(CommandLine.SurroundingsIn(bench.Folder), problems));
            var project = Project.Open(CommandLine.SurroundingsIn(bench.Folder), problems);
            var prompt = project.Prompts.Resolve("triage@draft", problems)!;
            EvalSets.EvalSet set = null!;
            Say("evalset", () => set = project.EvalSets.Resolve("tickets", problems)!);
            GraderSet graders = null!;
            Say("graders", () => graders = GraderSet.Create(set, problems)!);
            Say("fit", () => PromptFit.Check([prompt], set, set.Items, problems));
            var model = project.Config.Models["main"];
            List<IReadOnlyList<ChatMessage>> rendered = [];
            Say("render", () => rendered = set.Items.Select(item => PromptRenderer.Render(prompt, item.Input)).ToList());
            List<ChatOptions> options = [];
            Say("options", () => options = rendered.Select(_ => ChatRequest.Options(model, null, 1)).ToList());
            Say("key", () => { for (var i = 0; i < rendered.Count; i++) RequestKey.Of(rendered[i], options[i]); });
            List<ItemGrade> grades = [];
            Say("grade", () => grades = set.Items.Select(item => graders.GradeAsync(item, new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes")), default).AsTask().Result).ToList());
            var record = project.Runs.Begin(new RunRecord { RunId = "", StartedAt = DateTimeOffset.UtcNow, Status = RunStatus.Running, Trigger = "x", Prompt = new RunPrompt { Name = "triage", Version = "draft" }, EvalSet = new RunEvalSet { Name = "tickets", Hash = "sha256:1", Items = 10_000, SelectedIdsHash = "sha256:1" }, Model = new RunModel { Alias = "main" }, ConfigHash = "c", GradersHash = "g", Fingerprint = "f", Tool = Provenance.Tool }, set.Items);
            var results = set.Items.Select((item, i) => ItemResult.Of(record.RunId, item, 1) with { Messages = rendered[i], RequestKey = "sha256:1", Output = "yes", Grade = grades[i], Usage = new TokenUsage { InputUncached = 40, OutputVisible = 1 }, CostUsd = 0.00001m, Latency = TimeSpan.FromMilliseconds(1.234), Attempts = 1, ResponseId = "chatcmpl-1", ResponseModel = "small", FinishReason = "stop", Fingerprint = "fp", StartedAt = DateTimeOffset.UtcNow }).ToList();
            using var book = new RunBook(project.Runs, [record]);
            Say("json", () => { foreach (var result in results) ItemResultJson.Write(result); });
            Say("keep", () => { foreach (var result in results) book.Keep(result); });
            using (var log = new RunLog(project.Runs, [record], false))
                Say("log", () => { foreach (var result in results) log.Note(result); });
            IReadOnlyList<FinishedRun> ended = [];
            Say("end", () => ended = book.End(DateTimeOffset.UtcNow, []));
            Say("summary", () => RunSummary.Of(ended[0].Results));
            Say("read", () => project.Runs.ReadResults(record.RunId, problems));
            Console.WriteLine();
        }
    }
    private static void Say(string what, Action work)
    {
        var begun = Stopwatch.GetTimestamp(); work();
        Console.Write(FormattableString.Invariant($"{what} {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0} ms · "));
    }
}
