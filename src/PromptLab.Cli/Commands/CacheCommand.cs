using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab cache stats</c> shows what is in the response cache; <c>promptlab cache clear</c> removes responses.</summary>
internal static class CacheCommand
{
    public static Command Create(CommandContext context) =>
        new("cache", "Look at the response cache, or empty it.") { Stats(context), Clear(context) };

    private static Command Stats(CommandContext context)
    {
        var json = JsonOption.Create();
        var command = new Command("stats", "Tell what the response cache holds, by endpoint and model.") { json };
        command.SetAction((parsed, _) => StatsAsync(parsed.GetValue(json), context));
        return command;
    }

    private static Command Clear(CommandContext context)
    {
        var model = new Option<string?>("--model", "-m")
        {
            Description = "Only the responses of this model: a model's id, or its name in promptlab.yaml.",
        };
        var json = JsonOption.Create();
        var command = new Command("clear", "Remove what the response cache holds. What is asked again is paid again.") { model, json };
        command.SetAction((parsed, _) => ClearAsync(parsed.GetValue(model), parsed.GetValue(json), context));
        return command;
    }

    private static async Task<int> StatsAsync(bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var cache = await project.ReadCacheAsync();
        var responses = cache.Contents.Sum(content => content.Responses);
        if (json)
        {
            context.Write(new CacheStatsOutput(cache.File, cache.Bytes, responses, cache.Contents));
            return ExitCodes.Done;
        }

        context.Out.WriteLine($"{cache.File}: {Format.Quantity(responses, "response")}, {Format.Bytes(cache.Bytes)}");
        if (cache.Contents.Count > 0)
            CacheView.Write(context.Console, cache.Contents);
        return ExitCodes.Done;
    }

    private static async Task<int> ClearAsync(string? model, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var cleared = await project.ClearCacheAsync(model);
        if (json)
            context.Write(new CacheClearOutput(cleared.Removed));
        else
            context.Out.WriteLine($"{Format.Quantity(cleared.Removed, "response")} removed from {cleared.File}.");
        return ExitCodes.Done;
    }
}
