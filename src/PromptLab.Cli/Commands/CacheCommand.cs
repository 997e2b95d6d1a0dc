using System.CommandLine;
using PromptLab.Calling;
using PromptLab.Cli.Views;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab cache stats</c> tells what the response cache holds; <c>promptlab cache clear</c> empties it.</summary>
internal static class CacheCommand
{
    public static Command Create(Surroundings surroundings) =>
        new("cache", "Look at the response cache, or empty it.") { Stats(surroundings), Clear(surroundings) };

    private static Command Stats(Surroundings surroundings)
    {
        var json = JsonOption.Create();
        var command = new Command("stats", "Tell what the response cache holds, by endpoint and model.") { json };
        command.SetAction((parsed, _) => Task.FromResult(Stats(parsed.GetValue(json), surroundings)));
        return command;
    }

    private static Command Clear(Surroundings surroundings)
    {
        var model = new Option<string?>("--model", "-m")
        {
            Description = "Only the responses of this model: a model's id, or its name in promptlab.yaml.",
        };
        var json = JsonOption.Create();
        var command = new Command("clear", "Remove what the response cache holds. What is asked again is paid again.") { model, json };
        command.SetAction((parsed, _) => Task.FromResult(Clear(parsed.GetValue(model), parsed.GetValue(json), surroundings)));
        return command;
    }

    private static int Stats(bool json, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var path = CacheFile.PathIn(project);
        var contents = ContentsOf(project);
        var bytes = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (json)
        {
            surroundings.Write(
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

        surroundings.Out.WriteLine(
            $"{project.Folder.Shown(path)}: {Shown.Of(contents.Sum(content => content.Responses), "response")}, {Shown.Bytes(bytes)}"
        );
        if (contents.Count == 0)
            return ExitCodes.Done;
        var table = new TextTable("endpoint", "model", "responses", "tokens", "cost when asked", "from", "to");
        foreach (var content in contents)
        {
            table.AddRow(
                content.Endpoint,
                content.Model,
                Shown.Count(content.Responses),
                Shown.Count(content.Tokens),
                content.Unpriced == 0
                    ? Shown.Money(content.CostUsd)
                    : $">= {Shown.Money(content.CostUsd)} ({Shown.Count(content.Unpriced)} unpriced)",
                Shown.Day(content.OldestAt),
                Shown.Day(content.NewestAt)
            );
        }

        table.Write(surroundings.Console);
        return ExitCodes.Done;
    }

    private static IReadOnlyList<CacheContent> ContentsOf(Project project)
    {
        if (!CacheFile.ExistsIn(project))
            return [];
        using var cache = CacheFile.Open(project);
        return cache.Contents();
    }

    private static int Clear(string? model, bool json, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var id = model is null ? null : project.Config.Models.GetValueOrDefault(model)?.Id ?? model;
        var removed = 0;
        if (CacheFile.ExistsIn(project))
        {
            using var cache = CacheFile.Open(project);
            removed = cache.Clear(id);
        }

        if (json)
            surroundings.Write(new { Removed = removed });
        else
            surroundings.Out.WriteLine($"{Shown.Of(removed, "response")} removed from {project.Folder.Shown(CacheFile.PathIn(project))}.");
        return ExitCodes.Done;
    }
}
