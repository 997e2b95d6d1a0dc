using PromptLab.Calling;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the content of the response cache by endpoint and model.</summary>
internal static class CacheView
{
    public static void Write(IAnsiConsole console, IReadOnlyList<CacheContent> contents)
    {
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

        table.Write(console);
    }
}
