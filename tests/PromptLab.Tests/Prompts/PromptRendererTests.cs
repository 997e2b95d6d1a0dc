using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Prompts;
using static PromptLab.Tests.Prompts.SomePrompts;

namespace PromptLab.Tests.Prompts;

public sealed class PromptRendererTests
{
    private const string Small = """
        ---
        schema: promptlab/prompt@1
        name: triage
        version: draft
        variables:
          message: { required: true }
          conversation_history: { type: messages }
        render: { style: markdown, history: messages, examples: inline, query_role: user }
        ---

        # Task

        Sort it.

        # Examples

        ## Example: a "bill"

        ### Input

        Charged twice.

        ### Output

        billing

        # Conversation history

        {conversation_history}

        # Current query

        Sort: {message}

        """;

    private static readonly JsonArray Said =
    [
        new JsonObject { ["role"] = "user", ["content"] = "Hello." },
        new JsonObject { ["role"] = "assistant", ["content"] = "Yes?" },
    ];

    [Fact]
    public void Markdown_with_inline_examples_and_the_history_as_messages() =>
        Renders(
            Small,
            """
            [system]
            # Task

            Sort it.

            # Examples

            ## Example: a "bill"

            ### Input

            Charged twice.

            ### Output

            billing
            [user]
            Hello.
            [assistant]
            Yes?
            [user]
            Sort: a {b}
            """
        );

    [Fact]
    public void Xml_with_examples_as_turns_and_the_history_as_a_transcript() =>
        Renders(
            Small.Replace(
                "style: markdown, history: messages, examples: inline",
                "style: xml, history: transcript, examples: turns",
                StringComparison.Ordinal
            ),
            """
            [system]
            <task>
            Sort it.
            </task>

            <conversation_history>
            User: Hello.
            Assistant: Yes?
            </conversation_history>
            [user]
            Charged twice.
            [assistant]
            billing
            [user]
            Sort: a {b}
            """
        );

    [Fact]
    public void Xml_examples_inline_have_their_names_escaped() =>
        Renders(
            Small
                .Replace("style: markdown", "style: xml", StringComparison.Ordinal)
                .Replace("# Conversation history\n\n{conversation_history}\n", "", StringComparison.Ordinal)
                .Replace("  conversation_history: { type: messages }\n", "", StringComparison.Ordinal),
            """
            [system]
            <task>
            Sort it.
            </task>

            <examples>
            <example name="a &quot;bill&quot;">
            <input>
            Charged twice.
            </input>
            <output>
            billing
            </output>
            </example>
            </examples>
            [user]
            Sort: a {b}
            """
        );

    [Fact]
    public void What_the_file_places_after_the_query_is_sent_after_it()
    {
        var task = "# Task\n\nSort it.\n";
        var moved = Small.Replace(task + "\n", "", StringComparison.Ordinal) + "\n" + task;

        Assert.Equal("Sort: a {b}\n\n# Task\n\nSort it.", Messages(moved)[^1].Text);
    }

    [Fact]
    public void The_query_may_end_the_system_message()
    {
        var messages = Messages(Small.Replace("query_role: user", "query_role: system", StringComparison.Ordinal));

        Assert.EndsWith("billing\n\n# Current query\n\nSort: a {b}", messages[0].Text, StringComparison.Ordinal);
        Assert.Equal([ChatRole.System, ChatRole.User, ChatRole.Assistant], messages.Select(message => message.Role));
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("transcript")]
    public void An_empty_history_is_left_out(string way)
    {
        var messages = PromptRenderer.Render(
            Read(Small.Replace("history: messages", "history: " + way, StringComparison.Ordinal)),
            Values(("message", "m"))
        );

        Assert.Equal(2, messages.Count);
        Assert.DoesNotContain("history", messages[0].Text, StringComparison.OrdinalIgnoreCase);
    }

    private static void Renders(string prompt, string messages) =>
        Assert.Equal(messages, string.Join('\n', Messages(prompt).Select(message => $"[{message.Role.Value}]\n{message.Text}")));

    private static IReadOnlyList<ChatMessage> Messages(string prompt) =>
        PromptRenderer.Render(Read(prompt), Values(("message", "a {b}"), ("conversation_history", Said.DeepClone())));
}
