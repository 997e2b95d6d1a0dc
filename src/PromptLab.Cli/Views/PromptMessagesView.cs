using Microsoft.Extensions.AI;
using PromptLab.Cli.Terminal;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows messages exactly as a model receives them, each below a line with its role.</summary>
internal static class PromptMessagesView
{
    public static void Write(CommandContext context, IReadOnlyList<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            context.Console.MarkupLineInterpolated($"[bold]--- {message.Role.Value} ---[/]");
            context.Out.Write(message.Text + "\n");
        }
    }
}
