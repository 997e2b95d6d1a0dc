using PromptLab.Cli;
using PromptLab.Cli.Providers;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Benchmarks;

/// <summary>The same calls over the same chat client with nothing round them: what PromptLab's time is held against.</summary>
internal static class BareLoop
{
    public static async Task<TimeSpan> TimeAsync(BenchProject bench)
    {
        var problems = new Problems();
        var project = Project.Open(CommandLine.SurroundingsIn(bench.Folder), problems);
        var prompt = project.Prompts.Resolve("triage@draft", problems)!;
        var items = project.EvalSets.Resolve("tickets", problems)!.Items;
        var model = project.Config.Models["main"];
        var client = OpenAIConnection.Compatible(model.Id, new Uri(model.Provider.Endpoint!), key: null).Client;
        var calls = items.Select(item => PromptRenderer.Render(prompt, item.Input)).ToList();
        return await Clock.TimeAsync(() => Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = Sizes.AtOnce }, async (messages, token) =>
        {
            var response = await client.GetResponseAsync(messages, ChatRequest.Options(model, responseSchema: null, repeat: 1), token);
            if (response.Text != "yes")
                throw new InvalidOperationException("The server answers yes.");
        }));
    }
}
