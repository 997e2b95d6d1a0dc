using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Makes the draft that a new prompt begins with.</summary>
internal static class PromptStarter
{
    /// <summary>A whole, valid draft with a remark on each part.</summary>
    public static string TextOf(string name) =>
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

    /// <summary>A draft made from a version: the same text, as its child.</summary>
    public static string TextFrom(string versionText, string version)
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
