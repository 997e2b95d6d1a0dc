using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>One text of a named, structured prompt: a frozen version or the draft. Immutable; compare two by <see cref="Hash"/>.</summary>
public sealed record Prompt
{
    /// <summary>The name; also the name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary><c>v1</c>, <c>v2</c>, … or <c>draft</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The version that this one was made from, such as <c>v2</c>; null for a first one.</summary>
    public string? Parent { get; init; }

    /// <summary>A short name of the change; null where none is given.</summary>
    public string? Title { get; init; }

    /// <summary>What the author expects the change to fix, written before it is measured; null where none is given.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>
    /// The items that the author expects to be fixed: ids with <c>*</c>, <c>tag:NAME</c>, or <c>code:NAME</c> for a
    /// reason of failing; empty where nothing is predicted.
    /// </summary>
    public IReadOnlyList<string> PredictedFixes { get; init; } = [];

    /// <summary>The items that the author fears may break, written alike.</summary>
    public IReadOnlyList<string> MightBreak { get; init; } = [];

    /// <summary>Who wrote it; null where unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The day it was written, as in the file; null where unknown.</summary>
    public string? Created { get; init; }

    /// <summary>The changed sections as the file claims them; shown against the computed ones, never trusted.</summary>
    public IReadOnlyList<string> ClaimedChanges { get; init; } = [];

    /// <summary>Free words to find the prompt by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>True for a judge's prompt, which may name the expected answer and the response.</summary>
    public bool IsJudge { get; init; }

    /// <summary>Why this version changes more than one element; null where it does not, or nobody said why.</summary>
    public string? ManyChangesReason { get; init; }

    /// <summary>The declared variables, in the file's order.</summary>
    public required IReadOnlyList<PromptVariable> Variables { get; init; }

    /// <summary>How sections, examples and history reach the model.</summary>
    public required RenderOptions Render { get; init; }

    /// <summary>The sections, in the file's order.</summary>
    public required IReadOnlyList<PromptSection> Sections { get; init; }

    /// <summary>The JSON schema that responses must follow; null where none is asked for.</summary>
    public JsonNode? ResponseSchema { get; init; }

    /// <summary><c>sha256:</c> over the canonical JSON of all that the model would see.</summary>
    public required string Hash { get; init; }

    /// <summary>The path of the file as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The reference by version, such as <c>triage@v3</c>.</summary>
    public string Reference => new PromptReference(Name, Version).ToString();

    /// <summary>Reads a prompt file, such as <c>prompts/triage/v3.prompt.md</c>; nothing is sent anywhere.</summary>
    /// <param name="path">The file; a relative path starts from the working directory.</param>
    /// <exception cref="InputException">
    /// It is missing or wrong (every problem, with its line), or <c>versions.lock</c> beside it says that this frozen version was
    /// edited.
    /// </exception>
    public static Prompt Load(string path)
    {
        var problems = new Problems();
        return PromptLibrary.ReadAlone(path, problems) ?? throw new InputException(problems.Found);
    }

    /// <summary>Reads a prompt from a text that is written like a prompt file: front matter, then sections.</summary>
    /// <param name="text">The text; its <c>name</c> and <c>version</c> are the prompt's.</param>
    /// <exception cref="InputException">The text is wrong: every problem, with its line.</exception>
    public static Prompt Parse(string text)
    {
        var problems = new Problems();
        var prompt = PromptFile.ReadText(text, problems);
        return prompt is null || problems.HasErrors ? throw new InputException(problems.Found) : prompt;
    }
}

/// <summary>A value that a prompt takes.</summary>
public sealed record PromptVariable
{
    /// <summary>The name: <c>[a-z][a-z0-9_]*</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The shape of its values.</summary>
    public PromptVariableType Type { get; init; }

    /// <summary>True where every item must give a value.</summary>
    public bool Required { get; init; }

    /// <summary>The value where an item gives none; null means an empty text.</summary>
    public string? Default { get; init; }

    /// <summary>False for what strangers wrote.</summary>
    public bool Trusted { get; init; } = true;

    /// <summary>The line of the declaration, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>The shapes of a variable's values.</summary>
public enum PromptVariableType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A conversation: messages with role and content.</summary>
    Messages,

    /// <summary>An object whose fields are named as <c>{expected.rule}</c>.</summary>
    Object,
}

/// <summary>How the sections of a prompt reach the model; part of its identity.</summary>
public sealed record RenderOptions
{
    /// <summary>How section boundaries are marked.</summary>
    public SectionStyle Style { get; init; }

    /// <summary>How the conversation so far is given.</summary>
    public HistoryStyle History { get; init; }

    /// <summary>How examples are given.</summary>
    public ExampleStyle Examples { get; init; }

    /// <summary>The role of the message that holds the current query.</summary>
    public QueryRole QueryRole { get; init; }
}

/// <summary>How section boundaries are marked.</summary>
public enum SectionStyle
{
    /// <summary>Markdown headings.</summary>
    Markdown,

    /// <summary>XML tags.</summary>
    Xml,
}

/// <summary>How the conversation so far is given.</summary>
public enum HistoryStyle
{
    /// <summary>As real messages.</summary>
    Messages,

    /// <summary>As a text inside the section.</summary>
    Transcript,
}

/// <summary>How examples are given.</summary>
public enum ExampleStyle
{
    /// <summary>As a text inside the section.</summary>
    Inline,

    /// <summary>As user and assistant messages.</summary>
    Turns,
}

/// <summary>The role of the message that holds the current query.</summary>
public enum QueryRole
{
    /// <summary>A user message of its own.</summary>
    User,

    /// <summary>The end of the system message; no user message is sent.</summary>
    System,
}

/// <summary>A part of a prompt under a level-1 heading.</summary>
public sealed record PromptSection
{
    /// <summary>Which section it is.</summary>
    public required SectionKind Kind { get; init; }

    /// <summary>
    /// The text with its placeholders, outer blank lines dropped; of the examples section, what stands before the first
    /// example.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>The examples of the examples section, in order; empty elsewhere.</summary>
    public IReadOnlyList<PromptExample> Examples { get; init; } = [];

    /// <summary>The line of the heading, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The line on which the text begins, from 1.</summary>
    public int TextLine { get; init; }
}

/// <summary>One example: an input and the output that a good response would be.</summary>
/// <param name="Name">The name after <c>## Example:</c>.</param>
/// <param name="Input">The text under <c>### Input</c>.</param>
/// <param name="Output">The text under <c>### Output</c>.</param>
/// <param name="Line">The line of its heading, from 1.</param>
public sealed record PromptExample(string Name, string Input, string Output, int Line);

/// <summary>The sections there are.</summary>
public enum SectionKind
{
    /// <summary>Who the model is.</summary>
    Role,

    /// <summary>What it should know.</summary>
    Context,

    /// <summary>What it should do.</summary>
    Task,

    /// <summary>What it must and must not do.</summary>
    Constraints,

    /// <summary>The shape of the response.</summary>
    Format,

    /// <summary>Examples.</summary>
    Examples,

    /// <summary>The conversation so far.</summary>
    ConversationHistory,

    /// <summary>What is asked now.</summary>
    CurrentQuery,
}
