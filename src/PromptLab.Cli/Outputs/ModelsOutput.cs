using System.Text.Json.Nodes;
using PromptLab.Models;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>models</c>.</summary>
/// <param name="Models">The models of <c>promptlab.yaml</c>.</param>
internal sealed record ModelsOutput(IReadOnlyList<ModelsOutput.ModelOutput> Models) : IJsonOutput
{
    /// <summary>A model.</summary>
    /// <param name="Alias">Its name in <c>promptlab.yaml</c>.</param>
    /// <param name="Kind">The kind of its provider.</param>
    /// <param name="Id">The provider's name of the model.</param>
    /// <param name="Parameters">What is sent with every call.</param>
    /// <param name="Price">Its price; null if unknown.</param>
    /// <param name="Key">Whether its key is set, in words.</param>
    internal sealed record ModelOutput(string Alias, string Kind, string Id, ModelParameters Parameters, ModelPrice? Price, string Key)
    {
        /// <summary>Further parameters in the body of each call; null for none.</summary>
        public JsonObject? Extra { get; init; }

        /// <summary>True if responses are streamed.</summary>
        public bool Stream { get; init; }

        /// <summary>True if the instructions stand before the first user message.</summary>
        public bool InstructionsInUserMessage { get; init; }

        /// <summary>The names of the headers that are sent with each call, sorted; their values are not shown.</summary>
        public required IReadOnlyList<string> Headers { get; init; }

        /// <summary>The names of the parameters of the address that are sent with each call, sorted; their values are not shown.</summary>
        public required IReadOnlyList<string> Query { get; init; }
    }
}
