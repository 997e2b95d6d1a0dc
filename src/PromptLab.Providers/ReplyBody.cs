namespace PromptLab.Providers;

/// <summary>The body of a successful response as the provider's client can read it, and what the client would not tell.</summary>
/// <param name="Bytes">
/// The body: the server's own bytes where the client reads them, otherwise the same answer in the form of the protocol.
/// </param>
internal sealed record ReplyBody(byte[] Bytes)
{
    /// <summary>The body of an error that came with a successful status; null where it holds none.</summary>
    public ErrorBody? Error { get; init; }

    /// <summary>The server's own word for why the answer ended, where the client was given another one.</summary>
    public string? FinishReason { get; init; }

    /// <summary>True where the client was given a finish reason and the server gave none.</summary>
    public bool LacksFinishReason { get; init; }
}
