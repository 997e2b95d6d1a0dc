using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>
/// An application that is called instead of a model: what <c>promptlab.yaml</c> says of a provider of the kind <c>http</c> or
/// <c>exec</c>. A provider of the kind <c>recorded</c> has one too where it replays an application.
/// </summary>
internal sealed record Application
{
    private string? _hash;

    /// <summary>The request and where the answer stands; null for a program.</summary>
    public HttpTemplate? Http { get; init; }

    /// <summary>The program; null for an HTTP request.</summary>
    public ProgramCommand? Program { get; init; }

    /// <summary>The version that its owner gives it; null where none is given, so that its answers are never cached.</summary>
    public string? Version { get; init; }

    /// <summary>The input fields of an item that it is sent beside the messages; null for all of them.</summary>
    public IReadOnlyList<string>? InputFields =>
        Http is { } http ? http.InputFields
        : Program is { SendsInput: true } ? null
        : [];

    /// <summary>
    /// <c>sha256:</c> over all that decides what it is sent and how its answer is read; neither its address nor a secret is part
    /// of it.
    /// </summary>
    public string Hash => _hash ??= ContentHash.Of(ToJson());

    /// <summary>What <see cref="Hash"/> covers.</summary>
    public JsonObject ToJson()
    {
        var json = Http?.ToJson() ?? Program?.ToJson() ?? [];
        if (Version is not null)
            json["version"] = Version;
        return json;
    }
}
