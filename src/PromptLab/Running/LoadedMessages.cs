using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>Puts the bytes of an item's files into the messages that are sent.</summary>
internal static class LoadedMessages
{
    /// <summary>The messages with the bytes in place of references; messages without files are the same ones.</summary>
    /// <exception cref="ModelCallException">A file can't be read any more, or is another one than when the items were read.</exception>
    public static IReadOnlyList<ChatMessage> Of(IReadOnlyList<ChatMessage> messages, EvalItem item) =>
        messages.Any(HasFile)
            ?
            [
                .. messages.Select(message =>
                    HasFile(message) ? new ChatMessage(message.Role, [.. message.Contents.Select(content => Load(content, item))]) : message
                ),
            ]
            : messages;

    private static bool HasFile(ChatMessage message) => message.Contents.Any(content => content is FileReference);

    private static AIContent Load(AIContent content, EvalItem item)
    {
        if (content is not FileReference reference)
            return content;
        var bytes = Read(reference, item);
        return new DataContent(bytes, reference.MediaType)
        {
            Name = reference.IsImage ? null : "file" + MediaTypes.ExtensionOf(reference.MediaType),
        };
    }

    private static byte[] Read(FileReference reference, EvalItem item)
    {
        try
        {
            var bytes = item.Folder is { } folder ? File.ReadAllBytes(ItemFiles.PathOf(folder, reference)) : [];
            if (ContentHash.OfBytes(bytes) == reference.Hash)
                return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Told below.
        }

        throw new ModelCallException(
            new Failure(
                FailureType.ItemChanged,
                $"The file “{reference.File}” was changed or removed after the items were read. Run it again."
            )
        )
        {
            Facts = new ResponseFacts { Attempts = 0 },
        };
    }
}
