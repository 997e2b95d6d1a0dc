using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Prompts;

public sealed class PromptLoadTests : IDisposable
{
    private const string Text = """
        ---
        schema: promptlab/prompt@1
        name: triage
        version: v1
        variables: { message: { required: true } }
        ---

        # Task

        Say yes or no.

        # Current query

        {message}
        """;

    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_file_and_its_text_are_the_same_prompt()
    {
        _bench.Write("triage/v1.prompt.md", Text);

        var loaded = Prompt.Load(Path.Combine(_bench.Folder, "triage/v1.prompt.md"));
        var parsed = Prompt.Parse(Text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(("triage@v1", "triage@v1"), (loaded.Reference, parsed.Reference));
        Assert.Equal(loaded.Hash, parsed.Hash);
    }

    [Fact]
    public void A_frozen_version_that_was_edited_is_refused()
    {
        _bench.Write("triage/v1.prompt.md", Text);
        var hash = Prompt.Parse(Text).Hash;
        _bench.Write("triage/versions.lock", $"v1 {hash} meta:00000000 2026-11-24T00:00:00Z\n");
        var path = Path.Combine(_bench.Folder, "triage/v1.prompt.md");
        Prompt.Load(path);

        File.AppendAllText(path, "\nOne more line.\n");

        Assert.Contains("v1", Assert.Throws<InputException>(() => Prompt.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_has_no_folder_for_the_file_of_a_schema() =>
        Assert.Equal(
            "prompt:6: A text has no folder in which to look for a file. Write the schema itself here.",
            Assert
                .Throws<InputException>(() =>
                    Prompt.Parse(Text.Replace("---\n\n# Task", "response_schema: a.json\n---\n\n# Task", StringComparison.Ordinal))
                )
                .Message
        );

    [Theory]
    [InlineData("")]
    [InlineData("no front matter")]
    [InlineData("---\nname: triage\n---\n")]
    public void What_is_no_prompt_is_refused(string text) => Assert.Throws<InputException>(() => Prompt.Parse(text));

    [Fact]
    public void A_file_that_is_not_there_or_has_another_name_is_refused()
    {
        Assert.Throws<InputException>(() => Prompt.Load("prompts/none/v1.prompt.md"));
        Assert.Throws<InputException>(() => Prompt.Load("prompt.md"));
    }
}
