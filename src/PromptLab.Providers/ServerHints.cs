using System.Text.RegularExpressions;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>The settings with which a request is sent that a server refuses as it is.</summary>
internal static partial class ServerHints
{
    /// <summary>A sentence that names the setting, with a leading space; empty where the words ask for none.</summary>
    public static string For(ModelDefinition model, string words)
    {
        if (!Refusal().IsMatch(words))
            return "";
        var protocol = model.Provider.Kind.Protocol;
        if (protocol == ProviderProtocol.OpenAICompatible && OlderLimit().IsMatch(words))
            return " Give the provider “kind: openai” with this “endpoint”: it sends max_completion_tokens.";
        if (protocol == ProviderProtocol.OpenAI && NewerLimit().IsMatch(words))
            return " Give the provider “kind: openai-compatible” with an “endpoint”: it sends max_tokens.";
        if (!model.Stream && Streaming().IsMatch(words))
            return " Give the model “stream: true”.";
        return !model.InstructionsInUserMessage && SystemRole().IsMatch(words) ? " Give the model “instructions: user”." : "";
    }

    [GeneratedRegex(
        @"unsupported|not (be )?(support|permit|allow)|does(n't| not) support|only support|unrecognized|unknown|unexpected|extra (fields|inputs)|invalid|must|require|set stream|not available",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Refusal();

    [GeneratedRegex("(?<!completion_)max_tokens.*max_completion_tokens", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OlderLimit();

    [GeneratedRegex("max_completion_tokens", RegexOptions.None, 1000)]
    private static partial Regex NewerLimit();

    [GeneratedRegex(
        @"only supports? stream|stream(ing)? (mode )?only|set stream|stream(ing)? (is |must be )?(required|true|enabled)|non-stream|without stream",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Streaming();

    [GeneratedRegex(
        @"(['“""`]?system['”""`]?|developer) (role|message|instruction|prompt)|role.{0,40}system|does not support 'system'",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SystemRole();
}
