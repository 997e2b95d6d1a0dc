using Microsoft.Extensions.AI;
using PromptLab.Cli.Terminal;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Messages exactly as a model gets them: a ruled line with the role, then the text untouched.</summary>
internal static class PromptMessagesView
{
    public static void Write(CommandContext context, IReadOnlyList<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            context.Console.MarkupLineInterpolated($"[bold]--- {message.Role.Value} ---[/]");
            context.Out.WriteLine(message.Text);
        }
    }
}
