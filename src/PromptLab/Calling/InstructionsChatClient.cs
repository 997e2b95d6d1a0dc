using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>
/// Puts the text of system messages before the first user message, for models that take no system message. Without a user message it
/// becomes one. Other messages stay as they are.
/// </summary>
/// <param name="innerClient">The client of the provider, or a custom one.</param>
internal sealed class InstructionsChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    private const string BlankLine = "\n\n";

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GetResponseAsync(Move([.. messages]), options, cancellationToken);

    private static List<ChatMessage> Move(List<ChatMessage> messages)
    {
        var instructions = string.Join(
            BlankLine,
            messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text).Where(text => text.Length > 0)
        );
        if (instructions.Length == 0)
            return messages;
        var others = messages.Where(message => message.Role != ChatRole.System).ToList();
        var first = others.FindIndex(message => message.Role == ChatRole.User);
        if (first < 0)
            return [new ChatMessage(ChatRole.User, instructions), .. others];
        // A copy: the message belongs to the caller. Pictures stay in their places among the texts.
        if (others[first].Contents.Any(content => content is not TextContent))
        {
            others[first] = new ChatMessage(ChatRole.User, [new TextContent(instructions + BlankLine), .. others[first].Contents]);
            return others;
        }

        others[first] = new ChatMessage(ChatRole.User, instructions + BlankLine + others[first].Text);
        return others;
    }
}
