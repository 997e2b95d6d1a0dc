using System.CommandLine;
using PromptLab.Calling;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Reporting;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab cache stats</c> tells what the response cache holds; <c>promptlab cache clear</c> empties it.</summary>
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
        var project = Project.Open(context);
        var path = CacheFile.PathIn(project);
        var contents = await ContentsOfAsync(project);
        var bytes = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (json)
        {
            context.Write(
                new
                {
                    File = project.Folder.Shown(path),
                    Bytes = bytes,
                    Responses = contents.Sum(content => content.Responses),
                    Contents = contents,
                }
            );
            return ExitCodes.Done;
        }

        context.Out.WriteLine(
            $"{project.Folder.Shown(path)}: {Format.Quantity(contents.Sum(content => content.Responses), "response")}, {Format.Bytes(bytes)}"
        );
        if (contents.Count == 0)
            return ExitCodes.Done;
        var table = new TextTable("endpoint", "model", "responses", "tokens", "cost when asked", "from", "to");
        foreach (var content in contents)
        {
            table.AddRow(
                content.Endpoint,
                content.Model,
                Format.Count(content.Responses),
                Format.Count(content.Tokens),
                content.Unpriced == 0
                    ? Format.Money(content.CostUsd)
                    : $">= {Format.Money(content.CostUsd)} ({Format.Count(content.Unpriced)} unpriced)",
                Format.Day(content.OldestAt),
                Format.Day(content.NewestAt)
            );
        }

        table.Write(context.Console);
        return ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<CacheContent>> ContentsOfAsync(Project project)
    {
        if (!CacheFile.ExistsIn(project))
            return [];
        await using var cache = CacheFile.Open(project);
        return cache.Contents();
    }

    private static async Task<int> ClearAsync(string? model, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var id = model is null ? null : project.Config.Models.GetValueOrDefault(model)?.Id ?? model;
        var removed = 0;
        if (CacheFile.ExistsIn(project))
        {
            await using var cache = CacheFile.Open(project);
            removed = cache.Clear(id);
        }

        if (json)
            context.Write(new { Removed = removed });
        else
            context.Out.WriteLine(
                $"{Format.Quantity(removed, "response")} removed from {project.Folder.Shown(CacheFile.PathIn(project))}."
            );
        return ExitCodes.Done;
    }
}
