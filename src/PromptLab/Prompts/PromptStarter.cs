using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Creates the text of new drafts.</summary>
internal static class PromptStarter
{
    /// <summary>A complete, valid draft of a new prompt, with explanatory comments.</summary>
    public static string NewPrompt(string name) =>
        $$"""
            ---
            schema: promptlab/prompt@1
            name: {{name}}
            version: draft
            parent: null
            title: Baseline
            hypothesis: |
              Baseline: the plainest prompt that could work.

            variables:
              message: { required: true, trust: untrusted }   # a column of the eval set

            render:
              style: markdown        # markdown | xml
              history: messages      # messages | transcript
              examples: inline       # inline | turns
              query_role: user       # user | system
            ---

            # Role

            You sort the messages that customers send to a support desk.

            # Task

            Say which queue the message belongs to.

            # Format

            Reply with one word and nothing else: billing, technical or other.

            # Examples

            ## Example: a bill

            ### Input

            Why was I charged twice this month?

            ### Output

            billing

            # Current query

            {message}

            """;

    /// <summary>A draft with the text of a version and that version as its parent; title, hypothesis and predictions are cleared.</summary>
    public static string ChildOf(string versionText, string version)
    {
        var text = new FrontMatterText(TextFile.Normalise(versionText));
        text.Set("version", PromptLibrary.Draft);
        text.Set("parent", version);
        text.Set("changes", "[]");
        text.SetText("title", "");
        text.SetText("hypothesis", "");
        text.Remove("allow_many");
        text.Remove("predicts");
        text.Remove("created");
        return text.ToString();
    }
}
