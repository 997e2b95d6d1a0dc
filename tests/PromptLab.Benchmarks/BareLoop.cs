using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Cli.Commands;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Providers;
using PromptLab.Workspace;

namespace PromptLab.Benchmarks;

/// <summary>The same calls in a loop with nothing else: what PromptLab's time is held against.</summary>
internal static class BareLoop
{
    /// <summary>Over the chat client that a run asks, with its guard, retries and time limit.</summary>
    public static Task<TimeSpan> OverTheSameClientAsync(BenchProject bench) =>
        TimeAsync(bench, (source, model) =>
            source.Create(model, new CallSettings { Timeout = TimeSpan.FromSeconds(60), Retries = new() }, CancellationToken.None).Client
        );

    /// <summary>Over the provider's own chat client.</summary>
    public static Task<TimeSpan> OverTheProvidersClientAsync(BenchProject bench) =>
        TimeAsync(bench, (_, model) => OpenAIConnection.Compatible(model, new Uri(model.Provider.Endpoint!), key: null).Client);

    private static async Task<TimeSpan> TimeAsync(BenchProject bench, Func<ModelFactory, ModelDefinition, IChatClient> clientOf)
    {
        var context = CommandLine.SurroundingsIn(bench.Folder);
        var problems = new Problems();
        var project = ProjectWorkspace.Find(bench.Folder, CommandProject.HostOf(context), problems);
        var prompt = project.Prompts.Resolve("triage@draft", problems)!;
        var items = project.EvalSets.Resolve("tickets", problems)!.Items;
        var model = project.Config.Models["main"];
        using var source = project.Models;
        var client = clientOf(source, model);
        var calls = items.Select(item => PromptRenderer.Render(prompt, item.Input)).ToList();
        return await Clock.TimeAsync(() =>
            Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = Sizes.AtOnce }, async (messages, token) =>
            {
                var response = await client.GetResponseAsync(messages, ChatRequest.Options(model, responseSchema: null, repeat: 1), token);
                if (response.Text != "yes")
                    throw new InvalidOperationException("The server answers yes.");
            })
        );
    }
}
