using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Files;
using PromptLab.Projects;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows messages exactly as a model receives them, each below a line with its role, then the tools.</summary>
internal static class PromptMessagesView
{
    public static void Write(CommandContext context, ShowResult shown)
    {
        Write(context, shown.Messages);
        foreach (var tool in shown.Prompt.Tools)
        {
            context.Console.MarkupLineInterpolated($"[bold]--- tool {tool.Name} ---[/]");
            context.Out.Write(JsonSerializer.Serialize(tool.ToJson(), FileJson.Indented) + "\n");
        }
    }

    public static void Write(CommandContext context, IReadOnlyList<ChatMessage> messages)
    {
        foreach (var message in messages.Select(MessageOutput.Of))
        {
            context.Console.MarkupLineInterpolated($"[bold]--- {message.Role} ---[/]");
            if (message.Content.Length > 0 || message.ToolCalls is null)
                context.Out.Write(message.Content + "\n");
            foreach (var file in message.Files ?? [])
                context.Out.WriteLine(FormattableString.Invariant($"file {file.File}: {file.Type}, {file.Size:N0} bytes"));
            foreach (var call in message.ToolCalls ?? [])
                context.Out.WriteLine($"calls {call.Name} with {CanonicalJson.Write(call.Arguments)}");
        }
    }
}
