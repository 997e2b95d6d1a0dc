using PromptLab.Files;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>What a model answered, as a text for people.</summary>
internal static class ResponseText
{
    /// <summary>The text of a response, and a line for each tool that it calls; a dash where it has neither.</summary>
    public static string Of(ItemResult result) =>
        string.Join(
            '\n',
            new[] { result.Output is { Length: > 0 } text ? text : null }
                .Concat((result.ToolCalls ?? []).Select(call => $"calls {call.Name} with {CanonicalJson.TextOf(call.Arguments)}"))
                .OfType<string>()
                .DefaultIfEmpty(Format.Missing)
        );
}
