using System.Text.Json.Nodes;
using PromptLab.Calling;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Texts;

namespace PromptLab.Planning;

/// <summary>Warns where Ollama may cut a prompt: it does so without an error, and the answers look like those of a worse prompt.</summary>
/// <remarks>https://docs.ollama.com/context-length.</remarks>
internal static class OllamaContext
{
    private const int DefaultTokens = 4096;
    private const double MaxErrorOfEstimate = 0.3;

    /// <summary>Adds a warning for each prompt version and model of which a request may be longer than the context.</summary>
    public static void Check(RunSetup setup, ModelFactory models, Problems problems)
    {
        foreach (
            var model in setup.Models.Where(model => model.Provider.Kind.Protocol == ProviderProtocol.Ollama && !models.IsCustom(model))
        )
        {
            var context = ContextOf(model.Extra);
            foreach (var (prompt, _) in setup.Prompts)
            {
                var input = setup.Items.Max(item => TokenEstimate.OfInput(PromptRenderer.Render(prompt, item.Input)));
                var needed = (long)Math.Ceiling(input * (1 + MaxErrorOfEstimate)) + (model.Parameters.MaxOutputTokens ?? 0);
                if (needed > (context ?? DefaultTokens))
                    problems.Warn("promptlab.yaml", model.Line, MessageOf(model, prompt, context, input, needed));
            }
        }
    }

    private static string MessageOf(ModelDefinition model, Prompt prompt, long? context, long input, long needed)
    {
        var reads = context is { } set
            ? $"reads {Format.Count(set)} tokens of context (num_ctx)"
            : $"reads {Format.Count(DefaultTokens)} tokens of context, unless its server is configured otherwise,";
        var answer = model.Parameters.MaxOutputTokens is { } output ? $", and its answer up to {Format.Count(output)}" : "";
        return $"“{model.Alias}” {reads} and cuts a longer prompt without an error. The longest request of {prompt.Reference} has about {Format.Count(input)} tokens{answer}. Give the model room: extra: {{ options: {{ num_ctx: {RoomFor(needed)} }} }}";
    }

    private static long? ContextOf(JsonObject? extra) => NumberOf(extra?["options"]?["num_ctx"]) ?? NumberOf(extra?["num_ctx"]);

    private static long? NumberOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;

    private static string RoomFor(long tokens)
    {
        long room = DefaultTokens;
        while (room < tokens)
            room *= 2;
        return room.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
