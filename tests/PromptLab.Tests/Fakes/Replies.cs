using System.Text.Json.Nodes;

namespace PromptLab.Tests.Fakes;

/// <summary>The bodies in which each kind of provider says the same things, in the shapes of their references.</summary>
/// <remarks>
/// https://platform.openai.com/docs/api-reference/chat/object, https://docs.anthropic.com/en/api/messages and
/// https://github.com/ollama/ollama/blob/main/docs/api.md.
/// </remarks>
internal static class Replies
{
    /// <summary>A text, with the provider's own word for why it ends there; null for a response without content.</summary>
    public static string Text(string kind, string? text, string? finish = null, string model = "served-1", string id = "id-1") =>
        (
            kind switch
            {
                "anthropic" => new JsonObject
                {
                    ["id"] = id,
                    ["type"] = "message",
                    ["role"] = "assistant",
                    ["model"] = model,
                    ["content"] = text is null ? [] : new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
                    ["stop_reason"] = finish ?? "end_turn",
                    ["stop_sequence"] = null,
                    ["usage"] = new JsonObject { ["input_tokens"] = 12, ["output_tokens"] = 3 },
                },
                "ollama" => new JsonObject
                {
                    ["model"] = model,
                    ["created_at"] = "2026-09-01T10:00:00Z",
                    ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
                    ["done"] = true,
                    ["done_reason"] = finish ?? "stop",
                    ["prompt_eval_count"] = 12,
                    ["eval_count"] = 3,
                },
                _ => new JsonObject
                {
                    ["id"] = id,
                    ["object"] = "chat.completion",
                    ["created"] = 1,
                    ["model"] = model,
                    ["choices"] = new JsonArray(
                        new JsonObject
                        {
                            ["index"] = 0,
                            ["finish_reason"] = finish ?? "stop",
                            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
                        }
                    ),
                    ["usage"] = new JsonObject
                    {
                        ["prompt_tokens"] = 12,
                        ["completion_tokens"] = 3,
                        ["total_tokens"] = 15,
                    },
                },
            }
        ).ToJsonString();

    /// <summary>A call of a tool, with its arguments as JSON, and a text before it; null for none.</summary>
    public static string ToolCall(string kind, string tool, string arguments, string? text = null)
    {
        var reply = JsonNode.Parse(Text(kind, text))!;
        switch (kind)
        {
            case "anthropic":
                reply["stop_reason"] = "tool_use";
                reply["content"]!
                    .AsArray()
                    .Add(
                        new JsonObject
                        {
                            ["type"] = "tool_use",
                            ["id"] = "toolu_1",
                            ["name"] = tool,
                            ["input"] = JsonNode.Parse(arguments),
                        }
                    );
                break;
            case "ollama":
                reply["message"]!["content"] = text ?? "";
                reply["message"]!["tool_calls"] = new JsonArray(
                    new JsonObject
                    {
                        ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = JsonNode.Parse(arguments) },
                    }
                );
                break;
            default:
                reply["choices"]![0]!["finish_reason"] = "tool_calls";
                reply["choices"]![0]!["message"]!["tool_calls"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "call_1",
                        ["type"] = "function",
                        ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments },
                    }
                );
                break;
        }

        return reply.ToJsonString();
    }

    /// <summary>An error that says a text.</summary>
    public static string Error(string kind, string message, string code = "some_error") =>
        (
            kind switch
            {
                "anthropic" => new JsonObject
                {
                    ["type"] = "error",
                    ["error"] = new JsonObject { ["type"] = code, ["message"] = message },
                },
                "ollama" => new JsonObject { ["error"] = message },
                _ => new JsonObject
                {
                    ["error"] = new JsonObject
                    {
                        ["message"] = message,
                        ["type"] = code,
                        ["param"] = null,
                        ["code"] = code,
                    },
                },
            }
        ).ToJsonString();
}
