using System.Text.Json.Nodes;

namespace PromptLab.Grading.Structure;

/// <summary>A call of a function that a response makes, as a tool call or in its text.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">Its arguments by name; null where they can't be read.</param>
/// <param name="Positional">Arguments without a name, in order, as Python allows them.</param>
internal sealed record MadeCall(string Name, JsonObject? Arguments, IReadOnlyList<JsonNode?> Positional)
{
    public MadeCall(string name, JsonObject? arguments)
        : this(name, arguments, []) { }

    /// <summary>The call with a name for every argument; without arguments where there is none for one of them.</summary>
    /// <param name="parameters">The parameters of the function in order; null if it is not known.</param>
    public MadeCall Named(IReadOnlyList<string>? parameters)
    {
        if (Positional.Count == 0 || Arguments is null)
            return this;
        if (parameters is null || parameters.Count < Positional.Count || parameters.Take(Positional.Count).Any(Arguments.ContainsKey))
            return new MadeCall(Name, null);
        var named = (JsonObject)Arguments.DeepClone();
        for (var i = 0; i < Positional.Count; i++)
            named[parameters[i]] = Positional[i]?.DeepClone();
        return new MadeCall(Name, named);
    }
}
