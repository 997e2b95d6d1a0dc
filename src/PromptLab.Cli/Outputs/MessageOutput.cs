using Microsoft.Extensions.AI;

namespace PromptLab.Cli.Outputs;

/// <summary>One chat message.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">The text.</param>
internal sealed record MessageOutput(string Role, string Content)
{
    public static IReadOnlyList<MessageOutput> Of(IEnumerable<ChatMessage> messages) =>
        [.. messages.Select(message => new MessageOutput(message.Role.Value, message.Text))];
}
