using System.Text.Json.Nodes;
using PromptLab.Models;
using PromptLab.Programs;
using PromptLab.Texts;

namespace PromptLab.Grading.Programs;

/// <summary>The first line each way: which protocol is spoken, and the program's version. Not thread-safe.</summary>
internal sealed class ProgramGreeting(ProgramDefinition definition)
{
    /// <summary>The id under which its reply is waited for; requests begin with 1.</summary>
    public const long Id = 0;

    /// <summary>The version of the protocol.</summary>
    public const int Protocol = 1;

    private const string ProtocolKey = "protocol";
    private const string VersionKey = "version";
    private const int MaxVersionLength = 100;

    private string? _version;

    /// <summary>The id of a program's line; that of a greeting is <see cref="Id"/>.</summary>
    public static long? IdOf(JsonObject line) =>
        line.ContainsKey(ProtocolKey) ? Id
        : ReplyLine.IdOf(line) is > Id and var id ? id
        : null;

    /// <summary>What is said first.</summary>
    public JsonObject Request() => new() { [ProtocolKey] = Protocol, ["program"] = definition.Name };

    /// <summary>Checks what the program says first.</summary>
    /// <exception cref="ModelCallException">It speaks another protocol, or is another version than it has to be.</exception>
    public void Check(JsonObject reply)
    {
        if (reply[ProtocolKey] is not JsonValue spoken || !spoken.TryGetValue(out int protocol) || protocol != Protocol)
            throw Failed($"speaks the protocol {Short(reply[ProtocolKey])}; this PromptLab speaks {Protocol}.");
        if (reply.Select(pair => pair.Key).FirstOrDefault(key => key is not (ProtocolKey or VersionKey)) is { } unknown)
            throw Failed(
                $"begins with “{ShortText.OnOneLine(unknown, MaxVersionLength)}”, which is not known in a first line.{NearestName.Suggest(unknown, [VersionKey])}"
            );
        if (reply[VersionKey] is not { } version)
            return;
        var named = version is JsonValue ? ShortText.OnOneLine(version.ToString(), MaxVersionLength) : "";
        if (named.Length == 0 || version is not JsonValue)
            throw Failed("gives a “version” that is no text.");
        if ((definition.Version ?? _version) is { } wanted && wanted != named)
            throw Failed(
                definition.Version is null
                    ? $"was version “{wanted}” at first and is version “{named}” now. Let it name one that is always the same."
                    : $"says that it is version “{named}”, and promptlab.yaml says “{wanted}”. Change “version” there: then old and new verdicts are told apart."
            );
        _version = named;
    }

    private static string Short(JsonNode? node) => $"“{ShortText.OnOneLine(node?.ToJsonString() ?? "null", MaxVersionLength)}”";

    private ModelCallException Failed(string what) => ReplyLine.Failed(FailureType.Malformed, $"The program “{definition.Name}” {what}");
}
