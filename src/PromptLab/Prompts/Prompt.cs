using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// One text of a named, structured prompt: a frozen version or a draft. Immutable; compare two of them by <see cref="Hash"/>.
/// </summary>
public sealed record Prompt
{
    /// <summary>The name of the prompt and of its folder.</summary>
    public required string Name { get; init; }

    /// <summary><c>v1</c>, <c>v2</c>, …, <c>draft</c>, or <c>draft-1</c>, <c>draft-2</c>, … for a split draft.</summary>
    public required string Version { get; init; }

    /// <summary>The version that this one was made from, such as <c>v2</c>; null for the first one.</summary>
    public string? Parent { get; init; }

    /// <summary>A short name of the change; null if none is given.</summary>
    public string? Title { get; init; }

    /// <summary>What the author expects the change to fix, written before it is measured; null if none is given.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>
    /// The items that the author expects to be fixed: ids with <c>*</c> as a wildcard, <c>tag:NAME</c>, or <c>code:NAME</c> for a
    /// reason code. Empty if nothing is predicted.
    /// </summary>
    public IReadOnlyList<string> PredictedFixes { get; init; } = [];

    /// <summary>The items that the author expects may break, in the same notation; empty if nothing is predicted.</summary>
    public IReadOnlyList<string> MightBreak { get; init; } = [];

    /// <summary>The author as written in the file; null if none is given.</summary>
    public string? Author { get; init; }

    /// <summary>The date as written in the file; null if none is given.</summary>
    public string? Created { get; init; }

    /// <summary>The changed sections as the file states them; shown beside the computed ones, never trusted.</summary>
    public IReadOnlyList<string> ClaimedChanges { get; init; } = [];

    /// <summary>Free keywords; empty if none are given.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>True for a judge's prompt, which may use the expected answer and the response.</summary>
    public bool IsJudge { get; init; }

    /// <summary>Why this version changes more than one element; null if it does not, or if no reason was given.</summary>
    public string? ManyChangesReason { get; init; }

    /// <summary>The declared variables, in file order.</summary>
    public required IReadOnlyList<PromptVariable> Variables { get; init; }

    /// <summary>How sections, examples and history are sent to the model.</summary>
    internal RenderOptions Render { get; init; } = new();

    /// <summary>The sections, in file order.</summary>
    public required IReadOnlyList<PromptSection> Sections { get; init; }

    /// <summary>The JSON schema of the response; null for free text.</summary>
    public JsonNode? ResponseSchema { get; init; }

    /// <summary>The tools that the model may call, in file order; empty for none.</summary>
    internal IReadOnlyList<PromptTool> Tools { get; init; } = [];

    /// <summary>True if an item's field <c>tool_results</c> is sent as calls and their results, and not as a variable.</summary>
    internal bool TakesToolResults => Tools.Count > 0 && Variables.All(variable => variable.Name != ToolResults.Field);

    /// <summary>The content hash: <c>sha256:</c> over the canonical JSON of everything the model sees.</summary>
    public required string Hash { get; init; }

    /// <summary>The file name to use in messages.</summary>
    public required string File { get; init; }

    /// <summary>The reference by version, such as <c>triage@v3</c>.</summary>
    public string Reference => new PromptReference(Name, Version).ToString();

    /// <summary>Reads a prompt file, such as <c>prompts/triage/v3.prompt.md</c>; sends nothing.</summary>
    /// <param name="path">The path of the file, relative to the working directory.</param>
    /// <exception cref="InputException">
    /// The file does not exist or is invalid (the exception has every problem with its line), or it was edited after it was frozen,
    /// according to <c>versions.lock</c> beside it.
    /// </exception>
    public static Prompt Load(string path)
    {
        var problems = new Problems();
        return PromptLibrary.ReadFile(path, problems) ?? throw new InputException(problems.Found);
    }

    /// <summary>Parses a prompt from a text in the format of a prompt file: front matter, then sections.</summary>
    /// <param name="text">The text; the name and version are taken from its front matter.</param>
    /// <exception cref="InputException">The text is invalid; the exception has every problem with its line.</exception>
    public static Prompt Parse(string text)
    {
        var problems = new Problems();
        var prompt = PromptFile.ReadText(text, problems);
        return prompt is null || problems.HasErrors ? throw new InputException(problems.Found) : prompt;
    }
}

/// <summary>A variable of a prompt; each item supplies its value.</summary>
public sealed record PromptVariable
{
    /// <summary>The name: <c>[a-z][a-z0-9_]*</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its values; text by default.</summary>
    public PromptVariableType Type { get; init; }

    /// <summary>True if every item must supply a value.</summary>
    public bool Required { get; init; }

    /// <summary>The value used if an item has none; null means an empty text.</summary>
    public string? Default { get; init; }

    /// <summary>False if the value comes from strangers, such as end users.</summary>
    public bool Trusted { get; init; } = true;

    /// <summary>The line of the declaration, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>The types of variables.</summary>
public enum PromptVariableType
{
    /// <summary>Plain text.</summary>
    Text,

    /// <summary>A conversation: a list of messages with role and content.</summary>
    Messages,

    /// <summary>An object whose fields are used as <c>{expected.rule}</c>.</summary>
    Object,

    /// <summary>A picture or a document, which becomes a part of the user message in the place of its placeholder.</summary>
    File,
}

/// <summary>How a prompt is turned into messages; part of its identity.</summary>
internal sealed record RenderOptions
{
    /// <summary>How section boundaries are marked; Markdown by default.</summary>
    public SectionStyle Style { get; init; }

    /// <summary>How the conversation so far is sent; as messages by default.</summary>
    public HistoryStyle History { get; init; }

    /// <summary>How examples are sent; inside their section by default.</summary>
    public ExampleStyle Examples { get; init; }

    /// <summary>The role of the message with the current query; user by default.</summary>
    public QueryRole QueryRole { get; init; }
}

/// <summary>How section boundaries are marked.</summary>
internal enum SectionStyle
{
    /// <summary>Markdown headings.</summary>
    Markdown,

    /// <summary>XML tags.</summary>
    Xml,
}

/// <summary>How the conversation so far is sent.</summary>
internal enum HistoryStyle
{
    /// <summary>As separate messages.</summary>
    Messages,

    /// <summary>As text inside its section.</summary>
    Transcript,
}

/// <summary>How examples are sent.</summary>
internal enum ExampleStyle
{
    /// <summary>As text inside their section.</summary>
    Inline,

    /// <summary>As pairs of user and assistant messages.</summary>
    Turns,
}

/// <summary>The role of the message with the current query.</summary>
internal enum QueryRole
{
    /// <summary>A separate user message.</summary>
    User,

    /// <summary>The system message; no user message is sent.</summary>
    System,
}

/// <summary>The part of a prompt under one level-1 heading.</summary>
public sealed record PromptSection
{
    /// <summary>The kind of the section, from its heading.</summary>
    public required SectionKind Kind { get; init; }

    /// <summary>
    /// The text with its placeholders, without outer blank lines. In the examples section, the text before the first example.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>The examples, in file order; empty outside the examples section.</summary>
    public IReadOnlyList<PromptExample> Examples { get; init; } = [];

    /// <summary>The line of the heading, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The first line of the text, from 1.</summary>
    public int TextLine { get; init; }
}

/// <summary>One example: an input and a good response to it.</summary>
/// <param name="Name">The name after <c>## Example:</c>.</param>
/// <param name="Input">The text under <c>### Input</c>.</param>
/// <param name="Output">The text under <c>### Output</c>.</param>
/// <param name="Line">The line of its heading, from 1.</param>
public sealed record PromptExample(string Name, string Input, string Output, int Line);

/// <summary>The kinds of sections.</summary>
public enum SectionKind
{
    /// <summary>Who the model is.</summary>
    Role,

    /// <summary>Background that the model should know.</summary>
    Context,

    /// <summary>What the model should do.</summary>
    Task,

    /// <summary>What the model must and must not do.</summary>
    Constraints,

    /// <summary>The format of the response.</summary>
    Format,

    /// <summary>Inputs with good responses.</summary>
    Examples,

    /// <summary>The conversation so far.</summary>
    ConversationHistory,

    /// <summary>The query to answer now.</summary>
    CurrentQuery,
}
