using Microsoft.Extensions.AI;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Messages exactly as a model gets them: a ruled line with the role, then the text untouched.</summary>
internal static class PromptMessagesView
{
    public static void Write(Surroundings surroundings, IReadOnlyList<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            surroundings.Console.MarkupLineInterpolated($"[bold]--- {message.Role.Value} ---[/]");
            surroundings.Out.WriteLine(message.Text);
        }
    }
}
