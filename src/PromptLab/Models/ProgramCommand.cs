using System.Text.Json.Nodes;

namespace PromptLab.Models;

/// <summary>A program that answers requests, one line of JSON for each. It is started as it is, never through a shell.</summary>
/// <param name="Command">The program and its arguments; at least the program.</param>
/// <param name="Folder">The full path of the folder in which it runs.</param>
internal sealed record ProgramCommand(IReadOnlyList<string> Command, string Folder)
{
    /// <summary>True if a request has the item's input beside the messages.</summary>
    public bool SendsInput { get; init; }

    /// <summary>
    /// The environment variables that it is given beside those of every program, such as <c>PATH</c>; their values are taken out
    /// of what comes back.
    /// </summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>What decides what it is sent; names of variables and the folder do not.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["command"] = new JsonArray([.. Command.Select(part => JsonValue.Create(part))]) };
        if (SendsInput)
            json["input"] = true;
        return json;
    }
}
